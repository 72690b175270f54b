import Foundation
import TestSupport
import Testing

@testable import Web

/// A program beside this one: what it gets, what it may do, how it ends.
struct ChildProcessTests {
    private func shell(
        _ script: String, input: String = "", secondsMax: Int = 20,
        _ children: ChildProcess = ChildProcess(atOnce: 4)
    ) async throws -> (status: Int32, output: String, errors: String) {
        let result = try await children.run(
            "/bin/sh", ["-c", script], input: Array(input.utf8), secondsMax: secondsMax)
        return (result.status, String(decoding: result.output, as: UTF8.self), result.errors)
    }

    @Test func `it reads what it is given, and its words and status come back`() async throws {
        let told = try await shell("cat; echo trouble >&2; exit 3", input: "ação")
        #expect(told == (3, "ação", "trouble\n"))
        #expect(try await shell("kill -TERM $$").status == 128 + SIGTERM)
    }

    @Test func `nothing of ours is inherited, and no folder is left`() async throws {
        setenv("CAIS_SECRET_OF_TEST", "visible", 1)
        defer { unsetenv("CAIS_SECRET_OF_TEST") }
        let held = open("/etc/passwd", O_RDONLY)
        defer { close(held) }
        let told = try await shell(
            "env | cut -d= -f1 | sort | tr '\\n' ' '; ls /proc/self/fd | wc -l; pwd")
        let lines = told.output.split(separator: "\n").map(String.init)
        #expect(lines.first?.contains("CAIS_SECRET_OF_TEST") == false)
        // The three, and the folder that is listed; the shell holds nothing open.
        #expect(lines.first?.hasSuffix("PWD 4") == true, "\(told.output)")
        let folder = try #require(lines.last)
        #expect(folder.contains("/cais-"))
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test func `our own folder stays, however many run at once`() async throws {
        let (before, children) = (FileManager.default.currentDirectoryPath, ChildProcess(atOnce: 8))
        let told = try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for number in 0..<24 {
                group.addTask {
                    let told = try await shell("pwd; cat", input: "\(number)", children)
                    return (number, told.output)
                }
            }
            return try await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
        }
        #expect(FileManager.default.currentDirectoryPath == before)
        for (number, output) in told { #expect(output.hasSuffix("\n\(number)")) }
        #expect(Set(told.values.map { $0.prefix { $0 != "\n" } }).count == 24)
    }

    @Test func `what takes too long is ended, with all that it began`() async throws {
        let mark = try TestFolder.make() + "/late"
        await #expect(throws: ChildTrouble.self) {
            try await shell("(sleep 3; touch \(mark)) & sleep 30", secondsMax: 1)
        }
        try await Task.sleep(for: .seconds(3))
        #expect(!FileManager.default.fileExists(atPath: mark))
    }

    @Test func `a program that is not there is a trouble of its own`() async throws {
        await #expect(throws: ChildTrouble.self) {
            try await ChildProcess(atOnce: 1).run("/nowhere/at/all", [], input: [], secondsMax: 5)
        }
    }
}
