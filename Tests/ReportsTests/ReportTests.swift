import Figures
import Formats
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Reports

@Suite struct ReportTests {
    @Test(arguments: Engine.underTest)
    func `the report asks every question and states figures as the register publishes them`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let t = try translator("en")
        let html = try await sample.reports.render(setKey, language: t, at: noon)
        for set in sample.reports.questionSets where set.key == setKey {
            for question in set.questions { #expect(html.contains(HTML(question.words.en).text)) }
        }
        let published = try await sample.database.read { db in
            try sample.figures.published("observatory.pt-foreign-residents", in: db)
        }
        #expect(
            html.contains(
                "Title of observatory.pt-foreign-residents: \(published.text(t)) persons (2023)."))
        #expect(
            html.contains(
                "Source: Source of observatory.pt-foreign-residents, vintage 7; published on 22 November 2026."
            ))
        #expect(
            html.contains("href=\"https://cais.test/figures/observatory.pt-foreign-residents\""))
        #expect(html.ranges(of: "No text written yet").count == 5)
        #expect(html.hasPrefix("<!doctype html>"))
    }

    @Test func `a hidden figure is a gap and its value appears nowhere`() async throws {
        let sample = try await Sample(.sqlite)
        let t = try translator("en")
        let html = try await sample.reports.render(setKey, language: t, at: noon)
        let gaps = try await sample.reports.gaps(setKey, language: t, at: noon)
        #expect(
            gaps.contains(
                "Figure cases.pending.family-reunification: hidden to protect the people counted."))
        #expect(!html.contains("Title of cases.pending.family-reunification: "))
        #expect(html.firstMatch(of: /[^0-9,.]3 persons/) == nil)
        let json = try JSON.parse(
            try await sample.reports.json(setKey, language: t, at: noon), file: "report")
        let hidden = json["figures"]?.arrayValue?.first {
            $0["key"]?.stringValue == "cases.pending.family-reunification"
        }
        #expect(hidden?["value"]?.isNull == true)
        #expect(hidden?["status"]?.stringValue == "hidden")
    }

    @Test(arguments: Engine.underTest)
    func `a figure that rests on invented cases says so wherever the report states it`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine, pending: .count(40, isDemo: true))
        let t = try translator("en")
        let html = try await sample.reports.render(setKey, language: t, at: noon)
        let mark = "demonstration: rests on invented cases"
        // In its sentence under two questions and in the annex; at the top once for all.
        #expect(html.ranges(of: mark).count == 3)
        #expect(html.ranges(of: "They are no statistics.").count == 1)
        let json = try JSON.parse(
            try await sample.reports.json(setKey, language: t, at: noon), file: "report")
        let marked = json["figures"]?.arrayValue?.filter { $0["demo"]?.boolValue == true }
        #expect(
            marked?.compactMap { $0["key"]?.stringValue } == [
                "cases.pending.family-reunification"
            ])
    }

    @Test func `everything missing is listed once`() async throws {
        let sample = try await Sample(.sqlite)
        let gaps = try await sample.reports.gaps(setKey, language: try translator("en"), at: noon)
        #expect(Set(gaps).count == gaps.count)
        for id in ["a", "b", "c", "d", "e"] {
            #expect(gaps.contains("Question \(id): no text written yet."))
        }
        #expect(gaps.contains("Figure network.claim.known: there is no value yet."))
        #expect(
            gaps.contains("Figure observatory.claim-centres: not registered in this installation."))
        #expect(gaps.contains("Measure M-i: nobody has reported on it."))
        #expect(!gaps.contains("Measure M-e: nobody has reported on it."))
        #expect(gaps.contains("Measure M-e: the official wording is missing."))
        #expect(gaps.contains("Measure M-b: in no plan of this installation."))
        #expect(!gaps.contains { $0.contains("observatory.pt-foreign-residents") })
    }

    @Test(arguments: Engine.underTest)
    func `an answer closes its gap in its language, and the newest text counts`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        try await sample.write("a", "The first text")
        try await sample.write("a", "The <second> text", at: noon.adding(seconds: 1))
        let english = try await sample.reports.render(
            setKey, language: try translator("en"), at: noon)
        #expect(english.contains("The &lt;second&gt; text"))
        #expect(!english.contains("The first text"))
        #expect(english.ranges(of: "No text written yet").count == 4)
        let portuguese = try await sample.reports.render(
            setKey, language: try translator("pt"), at: noon)
        #expect(!portuguese.contains("second"))
        #expect(portuguese.contains("O vosso governo elaborou um plano nacional"))
        let lines = try await sample.database.read { db in try db.journal(of: "report/" + setKey) }
        #expect(lines.map(\.kind) == ["report.answered", "report.answered"])
        try await sample.write("a", "", at: noon.adding(seconds: 2))
        let gaps = try await sample.reports.gaps(setKey, language: try translator("en"), at: noon)
        #expect(gaps.contains("Question a: no text written yet."))
    }

    @Test func `only a reporter writes, and only to a question of the set`() async throws {
        let sample = try await Sample(.sqlite)
        for person in everybody where !person.has(.reporter) {
            await #expect(throws: Refused.notFound) { try await sample.write("a", "x", by: person) }
        }
        await #expect(throws: Refused.notFound) { try await sample.write("z", "x") }
        let count = try await sample.database.read { db in
            try db.count("SELECT COUNT(*) FROM report_answer")
        }
        #expect(count == 0)
    }

    @Test func `the report is read, written and downloaded in the browser`() async throws {
        let sample = try await Sample(.sqlite)
        let browser = try RoomBrowser(sample.reports.routes)
        #expect(try await browser.get("/reports").text.contains("/reports/\(setKey)"))
        let page = try await browser.get("/reports/\(setKey)")
        #expect(page.text.contains("What is missing"))
        #expect(!page.text.contains("/edit"))
        #expect(page.body.count < 50_000)
        let desk = try await browser.get("/reports/\(setKey)/edit", as: rui)
        #expect(desk.status == 200)
        let path = "/reports/\(setKey)/answers"
        let sent = try await browser.post(
            path, as: rui, from: desk, ["question": "c", "text-c": "Our text"])
        #expect(sent.status == 303)
        #expect(try await browser.get("/reports/\(setKey)").text.contains("Our text"))
        #expect(
            try await browser.post(path, as: rui, from: desk, ["question": "z"]).status == 422)
        let pdf = try await browser.get("/reports/\(setKey)/pdf")
        #expect(pdf.header("content-type") == "application/pdf")
        #expect(pdf.text.contains("Our text"))
        #expect(try await browser.get("/reports/\(setKey)/docx").status == 200)
        #expect(try await browser.get("/reports/ghost").status == 404)
        #expect(try await browser.get("/reports/\(setKey)/edit", as: ana).status >= 400)
    }
}

extension Sample {
    fileprivate func write(
        _ question: String, _ text: String, by person: Principal = rui, at now: Moment = noon
    ) async throws {
        guard let set = reports.questionSets.first else { throw Refused.notFound }
        let action = WriteAnswer(set: set, question: question, language: "en", text: text)
        try await database.write { db in try action.perform(by: person, at: now, in: db) }
    }
}
