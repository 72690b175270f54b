import Foundation
import TestSupport
import Testing

@testable import Web

/// What goes to the programs that print: our own words, and nothing that would make them fetch.
struct PrinterTests {
    /// A printer whose pandoc gives back what it was given.
    private func printer() throws -> Printer {
        let path = try TestFolder.make() + "/pandoc"
        try Data("#!/bin/sh\ncat\n".utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return Printer(python: nil, pandoc: path, stylesheet: "")
    }

    private func docx(_ html: String) async throws -> String {
        String(decoding: try await printer().docx(html), as: UTF8.self)
    }

    @Test func `a report with icons and charts becomes DOCX without its drawings`() async throws {
        let html =
            "<p>One <svg class=\"icon\"><path d=\"M0 0\"/></svg>two</p><svg></svg><p>three</p>"
        #expect(try await docx(html) == "<p>One two</p><p>three</p>")
        #expect(try await docx("<p>plain</p>") == "<p>plain</p>")
    }

    @Test(arguments: [
        "<img src=\"/etc/passwd\">", "<IFRAME src=\"http://x\">", "<link href=\"x\">",
        "<svg><image href=\"x\">",
    ])
    func `what would make pandoc fetch is refused`(mark: String) async throws {
        await #expect(throws: ChildTrouble.self) { try await docx("<p>\(mark)</p>") }
    }

    @Test func `an installation without the programs says so`() async throws {
        let none = Printer(python: nil, pandoc: nil, stylesheet: "")
        await #expect(throws: (any Error).self) { try await none.docx("<p></p>") }
        await #expect(throws: (any Error).self) { try await none.pdf("<p></p>") }
    }
}
