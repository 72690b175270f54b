import Kernel

/// HTML to PDF (WeasyPrint) and to DOCX (pandoc).
public struct Printer: Sendable {
    private let python: String?
    private let pandoc: String?
    private let stylesheet: String
    private let children = ChildProcess(atOnce: 2)

    /// `python` is one that has WeasyPrint; what is nil cannot be printed and says so.
    public init(python: String?, pandoc: String?, stylesheet: String) {
        self.python = python
        self.pandoc = pandoc
        self.stylesheet = stylesheet
    }

    /// A tagged PDF (PDF/UA-1); nothing outside the given text is fetched.
    public func pdf(_ html: String) async throws -> [UInt8] {
        guard let python else {
            throw Refused(
                .unavailable,
                "This installation cannot make PDF files: WeasyPrint is not installed.")
        }
        let styled = html.replacingFirst("</head>", with: "<style>\(stylesheet)</style></head>")
        let result = try await children.run(
            python, ["-c", weasyprint], input: FallbackWords.named(Array(styled.utf8)),
            secondsMax: 60)
        guard result.status == 0, result.output.starts(with: Array("%PDF".utf8)) else {
            throw ChildTrouble("WeasyPrint: \(result.errors)")
        }
        return result.output
    }

    public func docx(_ html: String) async throws -> [UInt8] {
        guard let pandoc else {
            throw Refused(
                .unavailable, "This installation cannot make DOCX files: pandoc is not installed.")
        }
        // Debian's pandoc 2.17 does not find its own files under --sandbox. What could make it fetch
        // is refused instead: texts are escaped, so such a mark would be ours.
        let text = html.withoutDrawings
        let lower = text.lowercased()
        guard !fetchingMarks.contains(where: lower.contains) else {
            throw ChildTrouble("pandoc: a report holds nothing that is fetched")
        }
        let result = try await children.run(
            pandoc, ["-f", "html", "-t", "docx", "-o", "-"],
            input: FallbackWords.named(Array(text.utf8)),
            secondsMax: 60,
            environment: ["SOURCE_DATE_EPOCH": "1700000000"])
        guard result.status == 0 else { throw ChildTrouble("pandoc: \(result.errors)") }
        return result.output
    }
}

/// Elements for which pandoc would read a file or ask a host.
private let fetchingMarks = [
    "<img", "<iframe", "<object", "<embed", "<video", "<audio", "<source", "<link", "<svg",
]

/// Reads HTML from standard input; links to files or hosts are refused, so that no text can fetch anything.
private let weasyprint = """
    import sys, weasyprint
    def refuse(url, *a, **k):
        if url.startswith('data:'):
            return weasyprint.default_url_fetcher(url)
        raise ValueError('not fetched: ' + url)
    html = weasyprint.HTML(string=sys.stdin.buffer.read().decode('utf-8'), url_fetcher=refuse)
    sys.stdout.buffer.write(html.write_pdf(pdf_variant='pdf/ua-1'))
    """

extension String {
    /// Without inline SVG: icons say nothing that the words do not, and charts have their table.
    fileprivate var withoutDrawings: String {
        var (result, rest) = ("", self[...])
        while let start = rest.firstRange(of: "<svg") {
            guard let end = rest[start.upperBound...].firstRange(of: "</svg>") else { break }
            result += rest[..<start.lowerBound]
            rest = rest[end.upperBound...]
        }
        return result + rest
    }

    fileprivate func replacingFirst(_ part: String, with other: String) -> String {
        guard let range = self.firstRange(of: part) else { return other + self }
        return String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
    }
}
