import Console

let programVersion = ConsoleProgram.version
