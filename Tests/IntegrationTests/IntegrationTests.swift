import Testing

/// Real processes, real TLS on loopback, real files. One after the other: each has the machine's two cores for itself.
@Suite(.serialized) enum IntegrationTests {}
