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
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let name = "\(delivery.kind.rawValue)-\(delivery.id).json"
        try Data(delivery.request(reportTo: reportTo)).write(
            to: URL(filePath: folder + "/" + name), options: .atomic)
        return .spooled(file: "spool/" + name)
    }
}

/// RFC 4648.
func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
