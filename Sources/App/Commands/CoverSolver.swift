import Formats
import Foundation
import Statistics

/// The solver CBC (Debian: coinor-cbc) as a child process that gets a file and leaves a file.
struct CoverSolver: Sendable {
    let secondsMax: Int

    /// Nil where it found nothing in its time.
    func solve(_ programme: String) throws -> CoverSolution? {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "cover-" + UUID().uuidString)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let asked = folder.appendingPathComponent("cover.lp")
        let answered = folder.appendingPathComponent("answer.txt")
        try Data(programme.utf8).write(to: asked)
        try run([
            asked.path, "-sec", "\(secondsMax)", "-solve", "-solution", answered.path, "-quit",
        ])
        guard let answer = try? String(contentsOf: answered, encoding: .utf8) else { return nil }
        return CoverSolver.solution(answer)
    }

    private func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["cbc"] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let deadline = ContinuousClock.now + .seconds(secondsMax + 10)
        while process.isRunning {
            if ContinuousClock.now > deadline { process.terminate() }
            Thread.sleep(forTimeInterval: 0.01)
        }
        if process.terminationStatus == 127 {
            throw Trouble(
                "the solver 'cbc' is not there; install coinor-cbc or choose 'method: circuits'")
        }
    }

    /// `Optimal - objective value 4.0`, then a line a variable: number, name, value, reduced cost.
    static func solution(_ text: String) -> CoverSolution? {
        let lines = text.split(whereSeparator: \.isNewline)
        guard let head = lines.first, !head.contains("infeasible") else { return nil }
        let chosen = lines.dropFirst().compactMap { line -> String? in
            let fields = line.split(separator: " ").filter { $0 != "**" }
            guard fields.count >= 3, let value = Double(fields[2]), value > 0.5 else { return nil }
            return String(fields[1])
        }
        return CoverSolution(chosen: Set(chosen), isOptimal: head.hasPrefix("Optimal"))
    }
}
