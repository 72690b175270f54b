/// Where another house takes our requests: over https, or without it on this machine alone. It holds no name, no
/// password and no fragment.
public struct ServiceAddress: Sendable {
    /// `https://host` with its port.
    public let host: String
    /// What stands behind the host; empty where nothing does.
    public let path: String

    public var text: String { host + path }

    public init?(_ text: String) {
        let shape = #/((https?):\/\/(\[[0-9a-f:]+\]|[A-Za-z0-9.-]+)(?::\d{1,5})?)(\/[^\s#]*)?/#
        guard let parts = text.wholeMatch(of: shape)?.output,
            parts.2 == "https" || ["127.0.0.1", "[::1]", "localhost"].contains(String(parts.3))
        else { return nil }
        host = String(parts.1)
        path = parts.4.map(String.init) ?? ""
    }
}
