import Foundation
public import Kernel

/// Files that no row names: they were stored for a request that was refused afterwards, or that never ended.
extension Documents {
    /// The digests of files that nobody stored, for the first time or again, since a moment.
    public func untouched(since moment: Moment) async throws -> [String] {
        try await onOwnThread {
            all().filter { digest in stored(path(of: digest)).map { $0 < moment } ?? false }
        }
    }

    /// Takes a file away unless somebody stored it again meanwhile; says whether it went.
    @discardableResult
    public func remove(_ digest: String, untouchedSince moment: Moment) throws -> Bool {
        guard isDigest(digest) else { return false }
        let path = path(of: digest)
        return try alone {
            guard let last = stored(path), last < moment else { return false }
            return unlink(path) == 0
        }
    }

    /// Takes away drafts that a program left behind when it was killed; one that still grows is younger.
    public func emptySpool(untouchedSince moment: Moment) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: spool)) ?? [] {
            let path = spool + "/" + name
            if let last = stored(path), last < moment { unlink(path) }
        }
    }

    /// Whether a file is there; from here on it counts as just stored, so that nobody takes it away before a
    /// row names it.
    func keep(_ path: String) throws -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return false }
        return try alone { utimes(path, nil) == 0 }
    }

    /// When a file was last stored; nil where it is gone.
    private func stored(_ path: String) -> Moment? {
        var found = stat()
        guard stat(path, &found) == 0 else { return nil }
        return Moment(secondsSince1970: Int64(found.st_mtim.tv_sec))
    }

    /// Holds the folder for an instant: whoever finds a file again and whoever takes files away wait for each
    /// other, in every process of this machine.
    private func alone<T>(_ act: () throws -> T) throws -> T {
        let lock = Foundation.open(folder + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw StorageError.sealed("cannot write into \(folder)") }
        defer { close(lock) }
        while flock(lock, LOCK_EX) != 0 {
            guard errno == EINTR else { throw StorageError.sealed("cannot lock \(folder)") }
        }
        return try act()
    }
}
