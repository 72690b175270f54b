import Kernel
import Synchronization
import TestSupport
import Testing

@testable import Web

/// Files go to their place while they arrive, and what is not taken leaves nothing there.
struct SpoolTests {
    /// Places for files, and how many of them somebody still holds.
    private final class Places: Sendable {
        private let state = Mutex((open: 0, made: 0, bytes: 0))
        var open: Int { state.withLock { $0.open } }
        var made: Int { state.withLock { $0.made } }
        var bytes: Int { state.withLock { $0.bytes } }

        func spool(_ fileBytesMax: Int) -> FileSpool {
            FileSpool(fileBytesMax: fileBytesMax) { [self] in Place(self) }
        }

        fileprivate func came() {
            state.withLock {
                $0.open += 1
                $0.made += 1
            }
        }
        fileprivate func took(_ count: Int) { state.withLock { $0.bytes += count } }
        fileprivate func went() { state.withLock { $0.open -= 1 } }
    }

    private final class Place: FilePlace {
        private let places: Places

        init(_ places: Places) {
            self.places = places
            places.came()
        }

        deinit { places.went() }

        func append(_ bytes: [UInt8]) { places.took(bytes.count) }
    }

    private let places = Places()

    private func head(_ name: String, file: Bool = true) -> [UInt8] {
        let end = file ? "; filename=\"a.pdf\"" : ""
        return Array(
            "--b\r\ncontent-disposition: form-data; name=\"\(name)\"\(end)\r\n\r\n".utf8)
    }

    private func refusal(_ parts: [[UInt8]], fileBytesMax: Int = 1_000) -> Refused? {
        var reader = MultipartReader(boundary: "b", into: places.spool(fileBytesMax))
        do {
            for part in parts { try reader.take(part) }
            _ = try reader.finish()
            return nil
        } catch {
            return error as? Refused
        }
    }

    @Test func `of a file that arrives no more stays than may be a boundary`() throws {
        var reader = MultipartReader(boundary: "b", into: places.spool(1 << 30))
        try reader.take(head("f"))
        let piece = [UInt8](repeating: 13, count: 10_000)
        for number in 1...50 {
            try reader.take(piece)
            #expect(places.bytes >= number * piece.count - 20)
        }
        try reader.take(Array("\r\n--b--\r\n".utf8))
        let form = try reader.finish()
        #expect(places.bytes == 500_000 && form.files["f"]?.first?.size == 500_000)
        #expect(places.open == 1, "whoever holds the form holds its file")
    }

    @Test func `a file, the fields and the number of files have limits, and nothing stays`() {
        let end = Array("\r\n--b--\r\n".utf8)
        func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
        #expect(refusal([head("f"), zeros(1_000), end]) == nil)
        #expect(refusal([head("f"), zeros(600), zeros(401), end])?.kind == .tooLarge)
        #expect(refusal([head("f") + zeros(1_001) + end])?.kind == .tooLarge)
        #expect(refusal([head("t", file: false), zeros(131_072), end]) == nil)
        #expect(refusal([head("t", file: false), zeros(131_073), end])?.kind == .tooLarge)
        let endless = (0..<3).map { _ in zeros(60_000) }
        #expect(refusal([head("t", file: false)] + endless)?.kind == .tooLarge, "before its end")
        let two = head("t", file: false) + zeros(70_000) + [13, 10]
        #expect(refusal([two, two, Array("--b--\r\n".utf8)])?.kind == .tooLarge, "in all")
        let many = (0..<17).map { head("f\($0)") + [1, 13, 10] }
        #expect(refusal(many + [Array("--b--\r\n".utf8)])?.kind == .tooLarge)
        #expect(refusal(Array(many[..<16]) + [Array("--b--\r\n".utf8)]) == nil)
        #expect(refusal([head("f"), zeros(100)])?.kind == .invalid, "cut off")
        #expect(places.open == 0)
    }

    @Test func `the largest part is refused with 413 and words`() async throws {
        let jetty = try jetty()
        let (cookie, csrf) = try await jetty.visit()
        let field = head("csrf", file: false) + Array(csrf.utf8) + [13, 10]
        let file = head("f") + [UInt8](repeating: 1, count: 150_001)
        let headers = [
            ("content-type", "multipart/form-data; boundary=b"), ("cookie", cookie + "; lang=en"),
        ]
        let body = field + file + Array("\r\n--b--\r\n".utf8)
        let answer = try await jetty.ask("POST", "/spool", headers, body: body)
        #expect(answer.status == 413 && answer.text.contains("larger than 146 kilobytes"))
        #expect(places.open == 0)
    }

    @Test func `who hangs up in the middle of a file leaves nothing`() async throws {
        let places = self.places
        try await jetty().serving { port in
            var line: BareLine? = try BareLine(port: port)
            let start = String(decoding: head("f"), as: UTF8.self)
            let request =
                "POST /spool HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100000\r\n"
                + "content-type: multipart/form-data; boundary=b\r\n\r\n"
            line?.say(request + start + String(repeating: "x", count: 20_000))
            for _ in 0..<500 where places.bytes == 0 {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(places.made == 1 && places.open == 1 && places.bytes > 0)
            line = nil
            for _ in 0..<500 where places.open > 0 { try await Task.sleep(for: .milliseconds(10)) }
            #expect(places.open == 0)
        }
    }

    private func jetty() throws -> Jetty {
        let route = Route.post(
            "/spool", may: .everyone, "Keeps nothing", takes: .upload(bytesMax: 200_000),
            into: places.spool(150_000)
        ) { _ in .text("taken") }
        return try Jetty(routes: [route])
    }
}
