import Foundation
import TestSupport
import Testing

@testable import Web

/// What is asked of clamd, over either kind of socket, and what its silence means.
struct ClamdTests {
    private func scan(_ bytes: [UInt8], _ daemon: FakeClamd) async throws -> ScanVerdict {
        let clamd = try #require(Clamd(daemon.address))
        return await clamd.scan(inPieces(bytes))
    }

    @Test func `a file is sent whole, in pieces, and its verdict is read`() async throws {
        let path = try TestFolder.make() + "/clamd.ctl"
        for daemon in [try FakeClamd(path: path), try FakeClamd()] {
            defer { daemon.stop() }
            let large = (0..<300_000).map { UInt8($0 % 251) }
            #expect(try await scan(large, daemon) == .clean)
            let bad = Array("%PDF-1.7 VIRUS".utf8)
            #expect(try await scan(bad, daemon) == .infected("Test.Virus"))
            #expect(daemon.files == [large, bad])
        }
    }

    @Test func `who says nothing, or no verdict, has found nothing and cleared nothing`()
        async throws
    {
        let moods: [(FakeClamd.Mood, String?)] = [
            (.hangsUp, nil),
            (.says("INSTREAM size limit exceeded. ERROR"), "INSTREAM size limit exceeded. ERROR"),
            (.says("stream: Can't allocate memory ERROR"), "stream: Can't allocate memory ERROR"),
        ]
        for (mood, why) in moods {
            let daemon = try FakeClamd(mood)
            defer { daemon.stop() }
            guard case .unavailable(let words) = try await scan([1, 2, 3], daemon) else {
                Issue.record("a verdict from \(mood)")
                continue
            }
            if let why { #expect(words == why) }
        }
    }

    @Test func `nobody there is no verdict either, on a port or at a path`() async throws {
        let daemon = try FakeClamd()
        daemon.stop()
        let paths = [daemon.address, try TestFolder.make() + "/nobody.ctl"]
        for address in paths {
            let clamd = try #require(Clamd(address))
            let verdict = await clamd.scan(inPieces([1]))
            guard case .unavailable = verdict else {
                Issue.record("a verdict from \(address): \(verdict)")
                continue
            }
        }
    }

    @Test func `a file that cannot be read to its end has no verdict`() async throws {
        let daemon = try FakeClamd()
        defer { daemon.stop() }
        let clamd = try #require(Clamd(daemon.address))
        let pieces = inPieces([UInt8](repeating: 1, count: 100_000))
        let verdict = await clamd.scan {
            guard let piece = try pieces(), piece.count == 65_536 else { throw Broken() }
            return piece
        }
        #expect(verdict == .unavailable("the file cannot be read"))
    }

    @Test func `only this machine reads what people hand in`() {
        #expect(Clamd("/run/clamav/clamd.ctl")?.address == .path("/run/clamav/clamd.ctl"))
        #expect(Clamd("localhost:3310")?.address == .port(3_310))
        for wrong in ["", "clamd", "192.0.2.1:3310", "[::1]:3310", "127.0.0.1:99999", "127.0.0.1:"]
        {
            #expect(Clamd(wrong) == nil, "\(wrong)")
        }
    }
}
