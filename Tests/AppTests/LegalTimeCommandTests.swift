import Formats
import Foundation
import Kernel
import TestSupport
import Testing

@testable import App

/// The commands on calendars and clocks, with the policy of the project.
struct LegalTimeCommandTests {
    private func options(policy: String? = nil) throws -> Options {
        try Options(
            data: "x", database: nil, home: projectFolder, policy: policy, environment: [:])
    }

    private func file(_ name: String, _ text: String) throws -> String {
        let path = try TestFolder.make() + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func json(_ answer: Answer) throws -> JSON { try JSON.parse(answer.json) }

    @Test func `a calendar lists date name scope and category`() throws {
        let answer = try calendar(
            options(), from: "2026-06-01", to: "2026-06-30", place: "1106", office: nil,
            asKnown: nil, isICalendar: false)
        let days = try #require(try json(answer).arrayValue)
        #expect(days.map { $0["date"]?.stringValue } == ["2026-06-04", "2026-06-10", "2026-06-13"])
        #expect(days[2]["name"]?.stringValue == "Dia de Santo António")
        #expect(days[2]["scope"]?.stringValue == "municipality")
        #expect(days[2]["category"]?.stringValue == "public")
        let feed = try calendar(
            options(), from: "2026-06-01", to: "2026-06-30", place: "1106", office: nil,
            asKnown: nil, isICalendar: true)
        #expect(feed.text.hasPrefix("BEGIN:VCALENDAR\r\n") && feed.text.contains("20260613"))
    }

    @Test func `a period is added with its end and its derivation`() throws {
        let answer = try json(
            addClock(options(), from: "2026-11-24", length: 10, unit: "working", place: "1106"))
        #expect(answer["end"]?.stringValue == "2026-12-10")
        #expect(answer["derivation"]?.arrayValue?.count == 2)
        // The 1st and the 8th of December: holidays that were not read in the law.
        #expect(answer["verified"]?.boolValue == false)
        let plain = try json(
            addClock(options(), from: "2026-11-02", length: 10, unit: "working", place: "1106"))
        #expect(plain["verified"]?.boolValue == true)
        for (length, unit) in [(1, "months"), (190, "working")] {
            let memory = try json(
                addClock(options(), from: "2026-03-02", length: length, unit: unit, place: "1106"))
            #expect(memory["verified"]?.boolValue == false)
            let steps = memory["derivation"]?.arrayValue ?? []
            #expect(steps.contains { $0["verified"]?.boolValue == false })
        }
        #expect(throws: Trouble.self) {
            try addClock(options(), from: "2026-11-24", length: 72, unit: "hours", place: nil)
        }
        #expect(throws: Trouble.self) {
            try addClock(options(), from: "2026-11-24", length: 10, unit: "working", place: "9999")
        }
        #expect(throws: Trouble.self) {
            try addClock(options(), from: "2026-11-24", length: 10, unit: "weeks", place: nil)
        }
        #expect(throws: Trouble.self) {
            try addClock(options(), from: "24/11", length: 10, unit: "working", place: nil)
        }
        #expect(throws: Trouble.self) {
            try addClock(options(), from: "2026-11-24", length: 10, unit: "working", place: "Porto")
        }
    }

    @Test func `a rule is explained with the events of a file`() throws {
        let events = try file(
            "events.json", #"[{"event": "person.notified", "day": "2026-11-02"}]"#)
        func explain(_ rule: String, person: String? = nil) throws -> JSON {
            try json(
                explainClock(
                    options(), rule: rule, events: events, place: "1106", person: person,
                    at: "2026-12-01", asKnown: nil))
        }
        let here = try explain("cpa/answer")
        #expect(here["end"]?.stringValue == "2026-11-16")
        #expect(here["state"]?.stringValue == "overdue" && here["effect"] != nil)
        #expect(try explain("cpa/answer", person: "4203")["end"]?.stringValue == "2026-11-23")
        #expect(try explain("cpa/challenge")["waitsFor"]?[0]?.stringValue == "decision.notified")
        do {
            _ = try explain("nothing")
            Issue.record("accepted")
        } catch { #expect("\(Trouble(explaining: error))" == "No rule is called nothing.") }
    }

    private func explain(_ rule: String, _ events: String, asKnown: String? = nil) throws -> Answer
    {
        try explainClock(
            options(), rule: rule, events: file("events.json", events), place: "1106", person: nil,
            at: nil, asKnown: asKnown)
    }

    @Test func `the law is that of the day on which the clock starts`() throws {
        let events = """
            [{"event": "documents.requested", "day": "2025-10-20"},
             {"event": "documents.received", "day": "2025-10-21"},
             {"event": "case.filed", "day": "2025-10-22", "withdrawn": "2025-11-03"},
             {"event": "case.filed", "day": "2025-10-27"}]
            """
        let now = try json(explain("family-reunification/decision", events))
        #expect(now["end"]?.stringValue == "2026-07-27")
        let then = try explain("family-reunification/decision", events, asKnown: "2025-10-25")
        #expect(try json(then)["end"]?.stringValue == "2026-01-22")
    }

    @Test func `what was not known yet is what the clock waits for`() throws {
        let events = #"[{"event": "case.filed", "day": "2026-11-02", "known": "2026-11-10"}]"#
        let answer = try explain("residence/decision", events, asKnown: "2026-11-05")
        #expect(answer.text == "the clock has not started; it waits for case.filed")
        #expect(try json(answer)["waitsFor"]?[0]?.stringValue == "case.filed")
    }

    @Test func `a clock met in time says of no effect and one from memory says so`() throws {
        let filed = #"{"event": "case.filed", "day": "2026-02-02"}"#
        let open = try json(explain("residence/decision", "[\(filed)]"))
        #expect(open["effect"]?.stringValue == "rightToSue")
        #expect(open["effectVerified"]?.boolValue == false)
        let decided = #"{"event": "case.decided", "day": "2026-03-02"}"#
        let met = try json(explain("residence/decision", "[\(filed), \(decided)]"))
        #expect(met["effect"]?.isNull == true)
    }

    @Test func `an example of a rule that is not there is told and the others are checked`() throws
    {
        let path = projectFolder + "/policy/pt/clocks/examples/cpa.yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let parts = text.split(separator: "    rule: cpa/", maxSplits: 1)
        let wrong = try file("wrong.yaml", parts[0] + "    rule: cpa/no-" + parts[1])
        let answer = try checkClocks(options(), files: [wrong])
        #expect(
            answer.text.contains("wrong.yaml:") && answer.text.contains("No rule is called cpa/no-")
        )
        let told = try json(answer)
        #expect(told["failed"]?.intValue == 1 && (told["passed"]?.intValue ?? 0) > 0)
    }

    @Test func `the worked examples hold and a wrong one is told with its file and line`() throws {
        let good = try checkClocks(options(), files: [])
        #expect(good.isGood, "\(good.text)")
        let path = projectFolder + "/policy/pt/clocks/examples/cpa.yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let wrong = try file(
            "wrong.yaml", text.replacing("end: 2026-12-10", with: "end: 2026-12-09"))
        let bad = try checkClocks(options(), files: [wrong])
        #expect(!bad.isGood && bad.text.contains("end: 2026-12-10, the example says 2026-12-09"))
        #expect(try json(bad)["failed"]?.intValue == 1)
    }

    @Test func `decisions are taken into the policy once and a wrong line changes nothing`() throws
    {
        let folder = try TestFolder.make() + "/policy"
        try FileManager.default.copyItem(atPath: projectFolder + "/policy/pt", toPath: folder)
        let options = try options(policy: folder)
        let header = "date,kind,scope,place,part,name_pt,declared,withdrawn,source\n"
        let good = "2026-12-24,tolerance,country,,afternoon,Véspera,2026-12-10,,Despacho 1\n"
        let decisions = try file("d.csv", header + good)
        #expect(try json(importCalendar(options, file: decisions))["accepted"]?.intValue == 1)
        #expect(try json(importCalendar(options, file: decisions))["accepted"]?.intValue == 0)
        let closed = try json(
            addClock(options, from: "2026-12-14", length: 8, unit: "working", place: nil))
        #expect(closed["end"]?.stringValue == "2026-12-28")
        let target = folder + "/calendars/declarations.csv"
        let before = try String(contentsOfFile: target, encoding: .utf8)
        #expect(before == header + good)
        let withdrawn = good.replacing("2026-12-10,,", with: "2026-12-10,2026-12-15,")
        let later = try file("w.csv", header + withdrawn)
        let answer = try json(importCalendar(options, file: later))
        #expect(answer["withdrawn"]?.intValue == 1)
        #expect(try String(contentsOfFile: target, encoding: .utf8) == header + withdrawn)
        #expect(try json(importCalendar(options, file: later))["known"]?.intValue == 1)
        try before.write(toFile: target, atomically: true, encoding: .utf8)
        let bad = try file(
            "bad.csv", header + good + "2026-12-32,closure,office,x,,X,2026-12-01,,s\n")
        do {
            _ = try importCalendar(options, file: bad)
            Issue.record("accepted")
        } catch { #expect("\(error)".contains("bad.csv:3:1: date: '2026-12-32' is no day")) }
        #expect(try String(contentsOfFile: target, encoding: .utf8) == before)
    }

    @Test func `a closure of one office moves what is counted there and nowhere else`() throws {
        let folder = try TestFolder.make() + "/policy"
        try FileManager.default.copyItem(atPath: projectFolder + "/policy/pt", toPath: folder)
        let options = try options(policy: folder)
        let closed = """
            date,kind,scope,place,part,name_pt,declared,withdrawn,source
            2026-11-16,closure,office,cnaim-lisboa,,Obras,2026-11-02,,Aviso 1

            """
        _ = try importCalendar(options, file: file("d.csv", closed))
        let events = try file(
            "events.json", #"[{"event": "person.notified", "day": "2026-11-02"}]"#)
        for (office, end) in [
            (nil, "2026-11-16"), ("cnaim-norte", "2026-11-16"), ("cnaim-lisboa", "2026-11-17"),
        ] as [(String?, String)] {
            let explained = try json(
                explainClock(
                    options, rule: "cpa/answer", events: events, place: "1106", office: office,
                    person: nil, at: nil, asKnown: nil))
            #expect(explained["end"]?.stringValue == end)
            let added = try json(
                addClock(
                    options, from: "2026-11-02", length: 10, unit: "working", place: "1106",
                    office: office))
            #expect(added["end"]?.stringValue == end)
        }
    }

    @Test func `a period is longer for whoever is far away, where the distance is asked for`()
        throws
    {
        func end(_ person: String?) throws -> String? {
            try json(
                addClock(
                    options(), from: "2026-11-02", length: 10, unit: "working", place: "1106",
                    person: person))["end"]?.stringValue
        }
        #expect(try end(nil) == "2026-11-16")
        #expect(try end("1312") == "2026-11-16")
        #expect(try end("3103") == "2026-11-23" && end("islands") == "2026-11-23")
        #expect(throws: Trouble.self) { try end("the moon") }
    }
}
