import Formats
import FoundationEssentials
import Kernel
import Languages
import Statistics
import TestSupport
import Testing
import Web

@testable import Cases

@Suite struct HelpPageTests {
    private let answers = "situation=no-permit&isMinor=no&residence=over-90-days"

    @Test func `the note says in both languages what the rules say, with article and mark`()
        async throws
    {
        let page = try await browser().get("/health/note?\(answers)")
        #expect(page.status == 200)
        for words in [
            "lang=\"pt\"", "lang=\"en\"", "Cuidados urgentes e vitais", "Urgent and vital care",
            "Vacinas do programa nacional", "Despacho n.º 25360/2001",
        ] { #expect(page.text.contains(words), "\(words)") }
        #expect(page.text.contains("data value=\"vaccination\""))
        #expect(!page.text.contains("data value=\"all-care\""), "no rule says so without a permit")
        #expect(page.header("cache-control") == "no-store")
    }

    @Test func `who has not answered is asked, and the paper is what the printer is given`()
        async throws
    {
        let asked = try await browser().get("/health/note?situation=no-permit")
        #expect(asked.status == 303)
        #expect(asked.header("location") == "/check/health-access?situation=no-permit")
        let paper = try await browser().get("/health/note/pdf?\(answers)")
        #expect(paper.header("content-type") == "application/pdf")
        #expect(paper.text.contains("Nota para o centro de saúde"))
    }

    @Test func `coverage says what a source counts, and that nothing is known of the rest`()
        async throws
    {
        let page = try await browser().get("/health/coverage")
        #expect(page.text.contains("600"))
        #expect(page.text.contains("n1406180"), "the source")
        #expect(page.text.contains("No source that was read counts this."))
    }

    @Test func `a municipality with few people is not shown, nor found by subtraction`() throws {
        let text = """
            measure,municipality,period,people,note,source_key,source
            registered,Lisboa,2026,120,,x,https://example.org
            registered,Porto,2026,40,,x,https://example.org
            registered,Barrancos,2026,3,,x,https://example.org
            """
        let coverage = try HealthCoverage(CSVReader(text: text, file: "coverage.csv"))
        let shown = coverage.municipalities(.registered)
        #expect(shown.first { $0.row.municipality == "Barrancos" }?.people == .suppressed)
        #expect(shown.first { $0.row.municipality == "Porto" }?.people == .suppressed)
        #expect(shown.first { $0.row.municipality == "Lisboa" }?.people == .published(120))
        #expect(throws: FormatError.self) {
            try HealthCoverage(
                CSVReader(text: text.replacing("registered,Porto", with: "cured,Porto"), file: "c"))
        }
    }

    @Test
    func
        `the support page has a quiet title, the law with its mark, and two doors only where the room is`()
        async throws
    {
        let page = try await browser(takesRequests: true).get("/support")
        #expect(page.text.contains("30"))
        #expect(page.text.contains("artigo 111.º da Lei n.º 23/2007"))
        #expect(page.text.contains("/talks/new"))
        #expect(page.text.contains("112"))
        let elsewhere = try await browser(takesRequests: false).get("/support")
        #expect(!elsewhere.text.contains("/talks/new"))
    }

    @Test func `a page that nobody should see over a shoulder has a way out, another has none`()
        throws
    {
        let (pages, t) = (try helpPages(), try translator("en"))
        for path in ["/support", "/talks/new", "/asks/status"] {
            let leave = try #require(pages.leave(path, t)?.text)
            #expect(leave.contains("https://www.ipma.pt"))
            #expect(leave.contains("noreferrer"))
        }
        for path in ["/", "/health", "/cases"] { #expect(pages.leave(path, t) == nil) }
    }

    @Test func `a service without a source does not load`() throws {
        let bad = policy(changing: ["help/support.yaml": { $0.replacing("[ers]", with: "[]") }])
        #expect(throws: FormatError.self) { try SupportDirectory(bad) }
        #expect(try SupportDirectory(PolicyFolder(texts: [:])).services.isEmpty)
    }

    private func browser(takesRequests: Bool = false) throws -> RoomBrowser {
        try RoomBrowser(try helpPages(takesRequests: takesRequests).routes)
    }

    private func helpPages(takesRequests: Bool = false) throws -> HelpPages {
        let text = try String(
            contentsOfFile: projectFolder + "/data/health/coverage.csv", encoding: .utf8)
        return HelpPages(
            policy: try sharedPolicy.get(),
            coverage: try HealthCoverage(CSVReader(text: text, file: "coverage.csv")), zone: .utc,
            official: try translator("pt"), takesRequests: takesRequests, isGeneral: true,
            pdf: { Array($0.utf8) })
    }
}
