import Foundation

/// A tool of the database as a bounded child process.
enum ChildProcess {
    /// Runs to the end; throws the tool's own words where it fails or takes too long.
    static func run(
        _ tool: String, _ arguments: [String], _ environment: [String: String], secondsMax: Double
    ) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [tool] + arguments
        process.environment = environment
        // A file, as a pipe that nobody empties would hold the tool up.
        let words = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        guard FileManager.default.createFile(atPath: words.path, contents: nil) else {
            throw BackupError.disk("cannot write \(words.path)")
        }
        defer { try? FileManager.default.removeItem(at: words) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: words)
        do { try process.run() } catch { throw BackupError.tool("\(tool) cannot be started") }
        let deadline = ContinuousClock.now + .seconds(secondsMax)
        while process.isRunning {
            if ContinuousClock.now > deadline {
                process.terminate()
                throw BackupError.tool("\(tool) took longer than \(Int(secondsMax)) s")
            }
            Thread.sleep(forTimeInterval: 0.02)
        }
        guard process.terminationStatus == 0 else {
            let text = (try? String(contentsOf: words, encoding: .utf8)) ?? ""
            throw BackupError.tool("\(tool): \(text.prefix(wordsMax))")
        }
    }
}

private let wordsMax = 500
