import Testing
import Transport

struct EndpointTests {
    @Test(arguments: [
        ("relay.example:7443", "relay.example", 7443), ("192.0.2.1:1", "192.0.2.1", 1),
        ("[2001:db8::1]:7443", "2001:db8::1", 7443),
        ("relay", "relay", 99), ("[::1]", "::1", 99),
    ])
    func `what people write`(text: String, host: String, port: Int) throws {
        let endpoint = try #require(Endpoint(text, defaultPort: 99))
        #expect(endpoint.host == host && endpoint.port == port)
        #expect(Endpoint(endpoint.description) == endpoint)
    }

    @Test(arguments: [
        "", ":1", "relay:", "relay:65536", "relay:-1", "2001:db8::1", "re lay:1", "relay\r\nX: y:1", "[::1", "[::1]1",
        "relay:1:2",
    ])
    func `what is no endpoint`(text: String) {
        #expect(Endpoint(text, defaultPort: 99) == nil)
    }
}
