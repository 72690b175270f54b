import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Observatory

/// Who has an answer already is told so; a state that cannot change is kept for a year.
@Suite struct RESTFreshnessTests {
    @Test(arguments: [
        older + "/A.PT.T", newer + "/A.PT.T", "/observatory/permits/data.csv",
        "/observatory/permits/data.json",
    ])
    func `the same answer is not sent twice`(path: String) async throws {
        let sample = try await ServiceSample.make()
        let first = try await sample.get(path, accept: "*/*")
        try #require(first.status == 200, "\(first.text.prefix(200))")
        let tag = try #require(first.header("etag"))
        #expect(first.header("last-modified") == ServiceSample.second.httpDate)
        #expect(first.header("vary")?.contains("accept") == true)
        #expect(first.header("cache-control") == "public, no-cache")
        #expect(first.header("set-cookie") == nil)
        func again(_ name: String, _ value: String) async throws -> Int {
            let answer = try await sample.browser.get(
                path, headers: [("accept", "*/*"), (name, value)])
            if answer.status == 304 {
                #expect(answer.body.isEmpty && answer.header("etag") == tag)
            }
            return answer.status
        }
        #expect(try await again("if-none-match", tag) == 304)
        #expect(try await again("if-none-match", "\"other\", W/\(tag)") == 304)
        #expect(try await again("if-none-match", "\"other\"") == 200)
        #expect(try await again("if-modified-since", ServiceSample.second.httpDate) == 304)
        #expect(try await again("if-modified-since", ServiceSample.first.httpDate) == 200)
        // A tag that differs counts more than a date that does not (RFC 9110, 13.1.3).
        let both = try await sample.browser.get(
            path, headers: [("if-none-match", "\"other\""), ("if-modified-since", noon.httpDate)])
        #expect(both.status == 200)
    }

    @Test func `the tag follows format, query and data`() async throws {
        let sample = try await ServiceSample.make()
        func tag(_ path: String, _ accept: String) async throws -> String? {
            try await sample.get(path, accept: accept).header("etag")
        }
        let plain = try await tag(older, csv10)
        #expect(try await tag(older, csv10) == plain)
        #expect(try await tag(older, csv20) != plain)
        #expect(try await tag(older + "?startPeriod=2020", csv10) != plain)
        try await sample.database.write { db in
            _ = try db.run("UPDATE series SET title_en = 'Other'")
        }
        #expect(try await tag(older, csv10) != plain)
    }

    @Test(arguments: [
        (older + "?vintage=first", true), (older + "?includeHistory=true", false),
        (older, false), ("/observatory/permits/data.csv?vintage=second", true),
        (older + "?updatedAfter=2020-01-01&vintage=first", false),
    ])
    func `a vintage that is asked for by name is kept for a year`(
        path: String, isKept: Bool
    ) async throws {
        let sample = try await ServiceSample.make()
        let answer = try await sample.get(path, accept: "*/*")
        try #require(answer.status == 200)
        #expect(
            answer.header("cache-control")
                == (isKept ? "public, max-age=31536000, immutable" : "public, no-cache"))
    }

    @Test func `a state in the past is kept too`() async throws {
        let sample = try await ServiceSample.make()
        let then = ServiceSample.first.adding(seconds: 60).description
        let answer = try await sample.get(newer + "?asOf=" + then)
        #expect(answer.header("cache-control")?.contains("immutable") == true)
        let later = noon.adding(seconds: 60).description
        #expect(
            try await sample.get(newer + "?asOf=" + later).header("cache-control")
                == "public, no-cache")
    }

    @Test func `one state gives one message, byte for byte`() async throws {
        let sample = try await ServiceSample.make()
        let one = try await sample.get(older, accept: "application/xml").body
        let other = try await sample.get(older, accept: "application/xml").body
        #expect(one == other)
    }
}
