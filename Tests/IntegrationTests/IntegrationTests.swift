import Testing

// Real processes, real TLS on loopback, real files. One after the other in each of these, so that two cores carry what runs at once; they
// wait more than they compute, so these go side by side.

/// Sessions, people, diagnoses, commands, and how the programs take their words.
@Suite(.serialized) enum IntegrationTests {}

/// Files, and what cuts them off.
@Suite(.serialized) enum TransfersEndToEnd {}

/// Releases, installs, the agent's own updates.
@Suite(.serialized) enum UpdatesEndToEnd {}

/// Peers that are there and say nothing: nothing but waiting, so each beside the others.
enum SilentPeers {}
