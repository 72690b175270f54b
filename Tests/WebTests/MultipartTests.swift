import Kernel
import TestSupport
import Testing

@testable import Web

/// Forms with files arrive in pieces of any size, and say clearly when they did not arrive whole.
struct MultipartTests {
    private func part(_ head: String, _ content: [UInt8]) -> [UInt8] {
        Array("--Grenze\r\ncontent-disposition: form-data; \(head)\r\n\r\n".utf8) + content + [
            13, 10,
        ]
    }

    private let end = Array("--Grenze--\r\n".utf8)

    private func read(_ bytes: [UInt8], chunks: [Int]) throws -> FormData {
        var reader = MultipartReader(boundary: "Grenze")
        var at = 0
        for size in chunks where at < bytes.count {
            let next = min(bytes.count, at + size)
            try reader.take(bytes[at..<next])
            at = next
        }
        try reader.take(bytes[at...])
        return try reader.finish()
    }

    @Test func `however the bytes are cut, the form is the same`() throws {
        var random = SeededRandom(20_261_123)
        let pieces = [
            Array("\r\n--Grenz".utf8), Array("\r\n--Grenzen".utf8), Array("--Grenze".utf8),
            [13, 10], [13], [10],
            Array("\r\n\r\n".utf8), [0, 255, 128], Array("--".utf8), Array("\r\n--".utf8),
            Array("Grenze--".utf8),
        ]
        for _ in 0..<400 {
            let content = (0..<Int.random(in: 0..<12, using: &random)).flatMap { _ in
                pieces.randomElement(using: &random) ?? []
            }
            if holdsBoundary(content) { continue }
            let whole =
                part("name=\"before\"", Array("1".utf8))
                + part("name=\"file\"; filename=\"a.bin\"", content)
                + part("name=\"after\"", Array("2".utf8)) + end
            let chunks = (0..<200).map { _ in Int.random(in: 1...7, using: &random) }
            let form = try read(whole, chunks: chunks)
            #expect(form.files["file"]?.first?.bytes == content)
            #expect(form.text("before") == "1" && form.text("after") == "2")
        }
    }

    /// Browsers draw a boundary that stands nowhere in the file.
    private func holdsBoundary(_ content: [UInt8]) -> Bool {
        let text = String(decoding: [13, 10] + content + [13, 10], as: UTF8.self).unicodeScalars
        return ["\r\n--Grenze\r\n", "\r\n--Grenze--"].contains { look in
            text.indices.contains { text[$0...].starts(with: look.unicodeScalars) }
        }
    }

    @Test func `every way to cut a form off is refused with the same clear words`() throws {
        let whole =
            part("name=\"a\"", Array("1".utf8)) + part("name=\"f\"; filename=\"b\"", [1, 2, 3])
            + end
        let last = whole.count - 2
        for length in 0..<last {
            let refused = #expect(throws: Refused.self) {
                try read(Array(whole[..<length]), chunks: [])
            }
            #expect(refused?.kind == .invalid)
            #expect(refused?.explanation.contains("did not arrive whole") == true)
        }
        #expect(try read(Array(whole[..<last]), chunks: []).text("a") == "1")
    }

    @Test func `a file field left empty is no file; an empty file with a name is one`() throws {
        let none = try read(part("name=\"file\"; filename=\"\"", []) + end, chunks: [])
        #expect(none.files.isEmpty)
        let empty = try read(part("name=\"file\"; filename=\"a.pdf\"", []) + end, chunks: [])
        #expect(empty.files["file"]?.first?.bytes == [])
    }

    @Test func `a file's name may hold what people put in names`() throws {
        for name in ["a;b.pdf", "a=b; name=c.pdf", "o meu cartão.pdf", "a,b.pdf"] {
            let form = try read(part("name=\"file\"; filename=\"\(name)\"", [1]) + end, chunks: [])
            #expect(form.files["file"]?.first?.name == name)
        }
        let escaped = try read(
            part("name=\"file\"; filename=\"a\\\"b.pdf\"", [1]) + end, chunks: [])
        #expect(escaped.files["file"]?.count == 1)
    }

    @Test(arguments: [
        ("foto\u{202E}gpj.exe", "fotogpj.exe"), ("a\u{2066}b\u{2069}.pdf", "ab.pdf"),
        ("\u{200F}a\u{200E}\u{061C}.pdf", "a.pdf"), ("a\u{0}\u{1B}\u{7F}\u{9B}.pdf", "a.pdf"),
        ("a\u{2028}b\u{FEFF}\u{E0041}.pdf", "ab.pdf"), ("../etc/a\\b.pdf", "..etcab.pdf"),
    ])
    func `a file's name loses what would fool its reader`(sent: String, kept: String) throws {
        let form = try read(part("name=\"file\"; filename=\"\(sent)\"", [1]) + end, chunks: [])
        #expect(
            form.files["file"]?.first?.name.unicodeScalars.map(\.value)
                == kept.unicodeScalars.map(\.value))
    }

    @Test(arguments: [
        "o meu cartão.pdf", "می\u{200C}خواهم.pdf", "क्\u{200D}ष.pdf", "Посвідка ґ.pdf", "بطاقة.pdf",
    ])
    func `a file's name keeps the words of every language`(name: String) throws {
        let form = try read(part("name=\"file\"; filename=\"\(name)\"", [1]) + end, chunks: [])
        #expect(form.files["file"]?.first?.name == name)
    }

    @Test func `a file whose name is only such signs is still a file`() throws {
        let form = try read(part("name=\"file\"; filename=\"\u{202E}\"", []) + end, chunks: [])
        #expect(form.files["file"]?.map(\.name) == [""])
    }

    @Test func `a field may come many times, and a name decides what is a file`() throws {
        let form = try read(
            part("name=\"what\"", Array("a".utf8)) + part("name=\"what\"", Array("b".utf8))
                + part("filename=\"x\"; name=\"f\"", [9]) + end, chunks: [])
        #expect(form.fields["what"] == ["a", "b"])
        #expect(form.files["f"]?.first?.bytes == [9])
    }

    @Test func `a part without a name, endless headers and too many parts are refused`() throws {
        #expect(throws: Refused.self) { try read(part("nam=\"a\"", [1]) + end, chunks: []) }
        let endless = Array("--Grenze\r\n".utf8) + [UInt8](repeating: 65, count: 10_000)
        #expect(throws: Refused.self) { try read(endless, chunks: []) }
        let many = (0..<1_001).flatMap { part("name=\"n\($0)\"", []) }
        let refused = #expect(throws: Refused.self) { try read(many + end, chunks: []) }
        #expect(refused?.kind == .tooLarge)
    }

    @Test func `the boundary is read as browsers write it, and a bad one is none`() {
        #expect(MultipartReader.boundary(of: "multipart/form-data; boundary=abc") == "abc")
        #expect(
            MultipartReader.boundary(of: "Multipart/Form-Data; charset=utf-8; Boundary=\"a b\"")
                != nil)
        #expect(MultipartReader.boundary(of: "multipart/form-data") == nil)
        #expect(MultipartReader.boundary(of: "multipart/form-data; boundary=") == nil)
        let long = String(repeating: "x", count: 71)
        #expect(MultipartReader.boundary(of: "multipart/form-data; boundary=\(long)") == nil)
        #expect(MultipartReader.boundary(of: "text/plain; boundary=abc") == nil)
    }

    @Test func `a part that is too large is refused with 413 and words, and nothing of it is kept`()
        async throws
    {
        let jetty = try Jetty()
        let (cookie, csrf) = try await jetty.visit()
        func body(_ size: Int) -> [UInt8] {
            part("name=\"csrf\"", Array(csrf.utf8))
                + part("name=\"f\"; filename=\"a\"", [UInt8](repeating: 1, count: size)) + end
        }
        let headers = [
            ("content-type", "multipart/form-data; boundary=Grenze"),
            ("cookie", cookie + "; lang=en"),
        ]
        let small = try await jetty.ask("POST", "/upload", headers, body: body(150_000))
        #expect(small.text == "a 150000")
        let large = try await jetty.ask("POST", "/upload", headers, body: body(200_000))
        #expect(large.status == 413)
        #expect(large.text.contains("larger than 195 kilobytes"))
    }
}

/// Forms of text fields.
struct FieldTests {
    private func read(_ text: String) throws -> FormData {
        try FormData.urlencoded(Array(text.utf8))
    }

    @Test func `what percentEncoded writes, the form reads, for any text`() throws {
        var random = SeededRandom(5)
        for _ in 0..<300 {
            let scalars = (0..<Int.random(in: 0..<20, using: &random)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0..<0x3000, using: &random))
            }
            let text = String(String.UnicodeScalarView(scalars))
            #expect(
                try Array((read("a=" + percentEncoded(text)).text("a") ?? "").utf8)
                    == Array(text.utf8))
        }
    }

    @Test func `plus is a blank, a broken escape stays, a field without a value is empty`() throws {
        #expect(
            try read("a=x+y&b=%zz%4&c&=d&a=2").fields == [
                "a": ["x y", "2"], "b": ["%zz%4"], "c": [""], "": ["d"],
            ])
    }

    @Test func `bytes that are no UTF-8 end nothing`() throws {
        #expect(try read("a=%ff%fe").text("a") == "\u{FFFD}\u{FFFD}")
    }

    @Test func `more fields than any form of ours has are refused`() throws {
        let refused = #expect(throws: Refused.self) {
            try read((0..<1_001).map { "a\($0)=" }.joined(separator: "&"))
        }
        #expect(refused?.kind == .tooLarge)
    }

    @Test func `a form of text fields over its limit is refused with 413`() async throws {
        let jetty = try Jetty()
        let (cookie, csrf) = try await jetty.visit()
        let long = String(repeating: "a", count: 140_000)
        let answer = try await jetty.send(
            "/form", [("csrf", csrf), ("text", long)], cookie: cookie)
        #expect(answer.status == 413)
    }
}
