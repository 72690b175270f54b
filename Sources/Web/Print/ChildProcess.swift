import Dispatch
import Foundation
import Kernel
import Synchronization

/// Programs that print for us: few at a time, each within a time and an output limit, away from Swift's own threads.
public final class ChildProcess: Sendable {
    public struct Result: Sendable {
        public let status: Int32
        public let output: [UInt8]
        public let errors: String
    }

    private let queue: DispatchQueue
    private let places: DispatchSemaphore
    private let waiting = Mutex(0)

    /// `atOnce` programs run side by side; others wait, up to a limit.
    public init(atOnce: Int) {
        queue = DispatchQueue(label: "cais.child", attributes: .concurrent)
        places = DispatchSemaphore(value: atOnce)
    }

    /// Runs a program with bytes on its standard input; refuses when too many wait already.
    public func run(
        _ program: String, _ arguments: [String], input: [UInt8], secondsMax: Int,
        environment: [String: String] = [:]
    ) async throws -> Result {
        let admitted = waiting.withLock { count in
            if count >= waitingMax { return false }
            count += 1
            return true
        }
        guard admitted else {
            throw Refused(.unavailable, "Many documents are being printed. Try again in a minute.")
        }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { answer in
            queue.async { [places] in
                places.wait()
                defer { places.signal() }
                answer.resume(
                    with: Swift.Result {
                        try runNow(program, arguments, input, secondsMax, environment)
                    })
            }
        }
    }
}

/// A program could not be run or did not do its work.
public struct ChildTrouble: Error {
    public let words: String

    public init(_ words: String) {
        self.words = words
    }
}

private func runNow(
    _ program: String, _ arguments: [String], _ input: [UInt8], _ secondsMax: Int,
    _ environment: [String: String]
) throws -> ChildProcess.Result {
    // Files, not pipes: a pipe that nobody empties would stop the child.
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "cais-" + UUID().uuidString)
    try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let names = ["in", "out", "err"].map { folder.appendingPathComponent($0) }
    try Data(input).write(to: names[0])
    // Nothing of ours is inherited: keys may stand in our environment.
    let settings = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": folder.path]
    let child = try Spawned(
        URL(fileURLWithPath: program).path, arguments,
        environment: settings.merging(environment) { $1 },
        folder: folder.path, files: names.map(\.path))
    guard let status = child.end(within: secondsMax) else {
        throw ChildTrouble("\(program) took longer than \(secondsMax) s and was ended")
    }
    let output = try Data(contentsOf: names[1])
    guard output.count <= outputBytesMax else {
        throw ChildTrouble("\(program) wrote more than the limit")
    }
    let errors = String(decoding: try Data(contentsOf: names[2]).prefix(4_096), as: UTF8.self)
    return ChildProcess.Result(
        status: status, output: [UInt8](output), errors: errors)
}

/// A queue longer than this answers later than people wait.
private let waitingMax = 32
/// The longest report has some two hundred pages.
private let outputBytesMax = 64 * 1_024 * 1_024
