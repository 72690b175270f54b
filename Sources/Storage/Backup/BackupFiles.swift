import Crypto
import Foundation

/// Files of a backup: written durably, measured, compared.
enum BackupFiles {
    static func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = fopen(path, "wx") else { throw BackupError.disk("cannot write \(path)") }
        let wrote = fwrite(bytes, 1, bytes.count, file)
        let synced = fflush(file) == 0 && fsync(fileno(file)) == 0
        guard fclose(file) == 0, synced, wrote == bytes.count else {
            throw BackupError.disk("cannot write \(path): the disk may be full")
        }
    }

    /// What another program wrote is made durable.
    static func sync(_ path: String) throws {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { throw BackupError.disk("cannot open \(path)") }
        defer { close(file) }
        guard fsync(file) == 0 else { throw BackupError.disk("cannot sync \(path)") }
    }

    /// Size and digest of a file, read in pieces.
    static func measured(_ path: String, in folder: String) throws -> BackupManifest.File {
        guard let handle = FileHandle(forReadingAtPath: folder + "/" + path) else {
            throw BackupError.unfinished(path)
        }
        defer { try? handle.close() }
        var hasher = SHA256()
        var size = 0
        while let piece = try handle.read(upToCount: pieceBytes), !piece.isEmpty {
            hasher.update(data: piece)
            size += piece.count
        }
        return BackupManifest.File(path: path, size: size, sha256: hex(hasher.finalize()))
    }

    static func check(_ file: BackupManifest.File, in folder: String) throws {
        guard try measured(file.path, in: folder) == file else {
            throw BackupError.changed(file.path)
        }
    }

    static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw BackupError.disk("cannot make \(path)")
        }
    }

    static func isEmpty(_ folder: String) -> Bool {
        (try? FileManager.default.contentsOfDirectory(atPath: folder).isEmpty) ?? true
    }

    static func copy(_ origin: String, to target: String) throws {
        do {
            try FileManager.default.copyItem(atPath: origin, toPath: target)
        } catch {
            throw BackupError.disk("cannot copy to \(target): the disk may be full")
        }
        try sync(target)
    }
}

/// Runs blocking work on a thread of its own, off the threads that serve requests.
func onOwnThread<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { answer in
        Thread.detachNewThread { answer.resume(with: Result { try body() }) }
    }
}

private let pieceBytes = 1 << 20
