import Foundation
import Synchronization

/// Folders for one run of the tests, removed when it ends.
public enum TestFolder {
    /// A new empty folder.
    public static func make() throws -> String {
        let number = made.withLock { count in
            count += 1
            return count
        }
        if number == 1 { atexit { TestFolder.removeAll() } }
        let path = root + "/\(number)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    static func remove(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }

    private static func removeAll() {
        remove(root)
    }

    private static let made = Mutex(0)
    private static let root = FileManager.default.temporaryDirectory.path + "/cais-tests-\(getpid())"
}
