import Foundation

/// A file of the machine's own folder for such, while it arrives or is read; it goes with its last holder.
final class ScratchFile: Sendable {
    let path: String
    private let handle: FileHandle

    init() throws {
        path = NSTemporaryDirectory() + "/cais-import-" + UUID().uuidString
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard
            FileManager.default.createFile(atPath: path, contents: nil, attributes: attributes),
            let handle = FileHandle(forUpdatingAtPath: path)
        else { throw NoRoom() }
        self.handle = handle
    }

    deinit {
        try? handle.close()
        unlink(path)
    }

    func append(_ bytes: [UInt8]) throws { try handle.write(contentsOf: Data(bytes)) }

    /// All of it, one piece after the other; asked again, it begins anew.
    func each(_ take: (Int, [UInt8]) throws -> Void) throws {
        try handle.seek(toOffset: 0)
        var position = 0
        while let data = try handle.read(upToCount: pieceBytes), !data.isEmpty {
            try take(position, [UInt8](data))
            position += 1
        }
    }
}

/// The folder for passing files cannot be written: a fault of the machine.
private struct NoRoom: Error {}
/// A row of the database.
private let pieceBytes = 256 << 10
