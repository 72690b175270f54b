import FoundationEssentials

/// Writes the requests for a gateway into a folder instead of sending them: for trying out, and for tests.
public struct NoticeSpool: Sendable {
    private let folder: String
    private let reportTo: String

    public init(folder: String, reportTo: String) {
        self.folder = folder
        self.reportTo = reportTo
    }

    /// A second try of the same delivery writes the same file.
    @Sendable public func deliver(_ delivery: Delivery) async throws -> DeliveryResult {
        let name = "\(delivery.kind.rawValue)-\(delivery.id).json"
        try SpoolFolder(path: folder).keep([UInt8](delivery.request(reportTo: reportTo)), as: name)
        return .spooled(file: "spool/" + name)
    }
}

/// RFC 4648.
func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
