import Sentences
import Sessions

/// What a scope word allows, in a sentence for who is asked to allow it. The exact word stands beside it.
enum ScopeMeaning {
    static func text(_ word: ScopeWord, in language: Language) -> String {
        let (english, persian) = texts(word)
        return language == .persian ? persian : english
    }

    // swift-format-ignore
    private static func texts(_ word: ScopeWord) -> (english: String, persian: String) {
        switch word {
        case .push:
            ("The technician can write files and folders there and beneath it, also in place of what is there.",
             "کارشناس می‌تواند در آنجا و زیر آن فایل و پوشه بنویسد، به جای آنچه هست نیز.")
        case .pull:
            ("The technician can copy what is there and beneath it; it leaves as it is, and is not shown to you first.",
             "کارشناس می‌تواند آنچه را آنجا و زیر آن است کپی کند؛ همان‌گونه که هست می‌رود و پیش از رفتن به شما نشان داده نمی‌شود.")
        case .list:
            ("The technician can see names, sizes and times of the files there and beneath it.",
             "کارشناس می‌تواند نام، اندازه و زمان فایل‌های آنجا و زیر آن را ببیند.")
        case .delete:
            ("With a folder that is written there, files beneath it which that folder lacks can be deleted.",
             "همراه پوشه‌ای که آنجا نوشته می‌شود، فایل‌هایی از زیر آن که در آن پوشه نیست می‌تواند پاک شود.")
        case .diagnose:
            ("Facts, findings and logs of this machine are collected; you are shown them before anything leaves.",
             "اطلاعات، یافته‌ها و گزارش‌های این دستگاه گردآوری می‌شود؛ پیش از آنکه چیزی برود به شما نشان داده می‌شود.")
        case .watch:
            ("Live figures of this machine (load, memory, disks, network, busy processes) leave as they are read; you do not see them first.",
             "ارقام زندهٔ این دستگاه (بار، حافظه، دیسک، شبکه، پردازه‌های پرکار) همان دم که خوانده شود می‌رود؛ پیش از رفتن آن را نمی‌بینید.")
        case .patch:
            ("Patches of this product that the vendor signed can be applied to it and undone; programs that come with them are run.",
             "وصله‌هایی از این محصول که فروشنده امضا کرده است می‌تواند روی آن نصب یا از آن برداشته شود؛ برنامه‌های همراه آن‌ها اجرا می‌شود.")
        case .install:
            ("This very version of the product, as the vendor signed it, can be installed; programs that come with it are run.",
             "همین نسخهٔ محصول، چنان‌که فروشنده امضا کرده است، می‌تواند نصب شود؛ برنامه‌های همراه آن اجرا می‌شود.")
        case .update:
            ("Any newer release of this product that the vendor signed can be fetched and installed; programs that come with it are run.",
             "هر نسخهٔ تازه‌تر این محصول که فروشنده امضا کرده است می‌تواند گرفته و نصب شود؛ برنامه‌های همراه آن اجرا می‌شود.")
        case .script:
            ("The vendor's signed script of this name can be run, with values that the technician chooses, as the runner's user.",
             "اسکریپت امضاشدهٔ فروشنده با این نام می‌تواند با مقدارهایی که کارشناس برمی‌گزیند و با حق کاربرِ اجراکنندهٔ فرمان‌ها اجرا شود.")
        case .command(let program) where OpenEndedProgram.isOne(program):
            ("The technician can run this program with any arguments, as the runner's user. It runs whatever it is given: this allows anything that this user may do.",
             "کارشناس می‌تواند این برنامه را با هر آرگومانی و با حق کاربرِ اجراکنندهٔ فرمان‌ها اجرا کند. این برنامه هر چه به آن داده شود اجرا می‌کند: یعنی هر کاری که این کاربر حقش را دارد.")
        case .command:
            ("The technician can run this program with any arguments, as the runner's user.",
             "کارشناس می‌تواند این برنامه را با هر آرگومانی و با حق کاربرِ اجراکنندهٔ فرمان‌ها اجرا کند.")
        }
    }
}
