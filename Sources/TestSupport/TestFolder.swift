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
        if number == 1 { begin() }
        let path = root + "/\(number)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    static func remove(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Removes what runs that were killed left behind, and at the end what this one made.
    private static func begin() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let process = name.dropFirst(prefix.count)
            if !FileManager.default.fileExists(atPath: "/proc/\(process)") {
                remove(parent + "/" + name)
            }
        }
        atexit { TestFolder.end() }
    }

    /// Stores that close at this very moment may still write: it is tried a few times.
    private static func end() {
        for _ in 0..<20 where FileManager.default.fileExists(atPath: root) {
            remove(root)
            usleep(10_000)
        }
    }

    private static let made = Mutex(0)
    private static let prefix = "cais-tests-"
    private static let parent = FileManager.default.temporaryDirectory.path
    private static let root = parent + "/" + prefix + "\(getpid())"
}
