import Formats
import Kernel
import Languages
import Storage
import Web

/// A person takes along all that the house holds about them. Theirs alone: no mandate opens it.
struct HoldingsPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .get(
                "/holdings", may: .role(.person), "What is held about oneself, and how to take it",
                show),
            .post(
                "/holdings", may: .role(.person),
                "All that is held about oneself as one ZIP archive", take),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        return .page(
            t("Everything we hold about you"),
            """
            <h1>\(t("Everything we hold about you"))</h1>
            <p>\(t("One archive with your account, your cases with all that happened in them, documents, letters, messages with their proof, and who looked when and for which purpose."))</p>
            <p>\(t("Complaints about discrimination, help and protection lie in rooms of their own, which nobody here can open. Ask there."))</p>
            <p>\(t("A draft on one of your cases counts as read when you take it along: your time to answer begins."))</p>
            <p>\(t("You can do so {n} times in {days} days. That you did is kept.", ["n": t.number(holdingsPerSpanMax), "days": t.number(holdingsSpanDays)]))</p>
            \(postForm(to: "/holdings", fields: exchange.formFields, actions(button(t("Download everything")))))
            """)
    }

    @Sendable private func take(_ exchange: Exchange) async throws -> Reply {
        let (principal, now, house) = (try exchange.signedIn(), exchange.now, cases.house)
        guard let person = principal.person else { throw Refused.notFound }
        let proves = exchange.look == .counts
        let files = try await cases.database.write { db in
            try TakeHoldings(provesReceipt: proves).perform(by: principal, at: now, in: db, house)
        }
        let (database, documents) = (cases.database, cases.documents)
        let today = house.zone.day(of: now)
        let words = note(exchange.t.unmarked)
        return .download(type: "application/zip", name: "cais-\(today).zip") { send in
            var zip = ZipWriter(year: today.year, month: today.month, day: today.day)
            try await send(zip.file("READ-ME.txt", Array(words.utf8)))
            let others = try await database.read { db in
                try house.neighbours.holdings(person, db)
                    + [WhoLooked.lists(of: principal.numbers, in: db)]
            }
            let parts = try await database.read { db in
                try MemberHoldings.all(of: principal.numbers, in: db, house)
            }
            for file in others { try await send(zip.file(file.name, file.bytes)) }
            for kase in files {
                let holdings = CaseHoldings(kase: kase, house: house)
                let (texts, papers) = try await database.read { db in
                    (try holdings.files(in: db), try holdings.papers(in: db))
                }
                for file in texts { try await send(zip.file(file.name, file.bytes)) }
                for paper in papers {
                    try await documents.send(paper.digest, as: paper.name, into: &zip, send)
                }
            }
            for part in parts {
                let (texts, papers) = try await database.read { db in
                    (try part.files(in: db), try part.papers(in: db))
                }
                for file in texts { try await send(zip.file(file.name, file.bytes)) }
                for paper in papers {
                    try await documents.send(paper.digest, as: paper.name, into: &zip, send)
                }
            }
            try await send(zip.finish())
        }
    }

    private func note(_ t: Translator) -> String {
        [
            t("What Cais holds about you."), "",
            t("account.json: your account, ways to reach you, messages, mandates."),
            t("who-saw-the-list.csv: who saw the list of your cases under a mandate."),
            t(
                "cases: a folder for each case, with what happened, letters, documents and who looked."
            ),
            t(
                "named-in: your own part of files that others asked for, such as a husband or a mother."
            ),
            t("Times are in UTC."), "",
        ].joined(separator: "\r\n")
    }
}

extension Documents {
    /// Sends a document as a file of an archive, a piece at a time. It is read twice: for its checksum, which stands
    /// before it and finds a damaged one before its name is promised, and for its bytes.
    fileprivate func send(
        _ digest: String, as name: String, into zip: inout ZipWriter,
        _ send: ([UInt8]) async throws -> Void
    ) async throws {
        var sum = ZipSum()
        let first = try open(digest)
        while let piece = try first.next() { sum.take(piece) }
        try await send(zip.head(name, sum))
        let second = try open(digest)
        while let piece = try second.next() { try await send(piece) }
    }
}
