import Crypto
import Foundation

/// The files of `web/`, read once at the start and served from memory.
public struct Assets: Sendable {
    struct Asset: Sendable {
        let bytes: [UInt8]
        let packed: [UInt8]?
        let type: String
    }

    let files: [String: Asset]
    /// Changes when any file does; addresses carry it so that browsers may keep files for a year.
    public let version: String

    /// Reads a folder; only known kinds of file are served.
    public init(folder: String) throws {
        var files: [String: Asset] = [:]
        let names =
            FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        for name in names.sorted() {
            guard let type = assetTypes[String(name.split(separator: ".").last ?? "")],
                let data = FileManager.default.contents(atPath: folder + "/" + name)
            else { continue }
            let bytes = [UInt8](data)
            files[name] = Asset(bytes: bytes, packed: gzipped(bytes), type: type)
        }
        self.files = files
        var hasher = SHA256()
        for (_, file) in files.sorted(by: { $0.key < $1.key }) { hasher.update(data: file.bytes) }
        version = hasher.finalize().prefix(5).map { String($0, radix: 36) }.joined()
    }

    /// None, for tests.
    public init() {
        files = [:]
        version = "0"
    }
}

private let assetTypes = [
    "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png", "ico": "image/x-icon", "woff2": "font/woff2",
    "webmanifest": "application/manifest+json",
    "txt": "text/plain; charset=utf-8",
]
