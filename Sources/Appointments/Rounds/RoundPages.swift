import Kernel
import Languages
import Storage
import Web

/// Where anybody reads how times are given out, and checks that it was done so.
struct RoundPages: Sendable {
    let database: Database
    let asks: Asks

    var routes: [Route] {
        [
            .get("/visits/how", may: .everyone, "How times for visits are given out.", how),
            .get("/visits/rounds", may: .everyone, "Rounds of allocation, newest first.", list),
            .get(
                "/visits/rounds/{id}", may: .everyone,
                "One round: criteria, promise, and what came of it.", show),
            .get(
                "/visits/rounds/{id}/file", may: .everyone,
                "The file of a drawn round, one JSON object a line, to work it out again.",
                gives: roundFileType, file),
            .get(
                "/visits/fairness", may: .everyone,
                "How groups of people fared in the rounds of the last year.", fairness),
        ]
    }

    @Sendable private func how(_ exchange: Exchange) async throws -> Reply {
        let view = HowView(t: exchange.t)
        return .page(view.title, view.html)
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let (t, asks) = (exchange.t, self.asks)
        let rounds = try await database.read { db in
            try RoundWords.all(VisitRound.all(in: db), t, asks, in: db)
        }
        return .page(
            t("Rounds of allocation"),
            """
            <h1>\(t("Rounds of allocation"))</h1>
            <p class="lead">\(t("Where more people wait than there are times, the times of some days are given out together, by published rules and a lot that everybody can check."))</p>
            <p><a href="/visits/how">\(t("How times are given out"))</a> · <a href="/visits/fairness">\(t("How groups of people fared"))</a></p>
            \(rounds.isEmpty ? none(t) : RoundWords.table(rounds, t) { "/visits/rounds/\($0)" })
            """)
    }

    private func none(_ t: Translator) -> HTML {
        emptyState(
            title: t("No round was announced yet"),
            words: t("When one is, its days, its rules and its promise stand here."))
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let id = try exchange.id("id", of: RoundThing.self)
        let view = try await database.read { db in try RoundView(exchange, id, asks, in: db) }
        return .page(view.title, view.html)
    }

    @Sendable private func file(_ exchange: Exchange) async throws -> Reply {
        let id = try exchange.id("id", of: RoundThing.self)
        let lines = try await database.read { db in
            let view = try RoundView(exchange, id, asks, in: db)
            guard view.mayHaveFile, let file = view.file else { throw Refused.notFound }
            return file.lines
        }
        return .download(Array(lines.utf8), type: roundFileType, name: roundFileName(id))
    }

    @Sendable private func fairness(_ exchange: Exchange) async throws -> Reply {
        let (t, now, asks) = (exchange.t, exchange.now, self.asks)
        let report = try await database.read { db in
            try FairnessReport(of: try VisitRound.drawn(at: now, in: db), in: db, asks)
        }
        return .page(
            t("How groups of people fared"),
            """
            <h1>\(t("How groups of people fared"))</h1>
            <p class="lead">\(t("In the rounds of allocation of the last year."))</p>
            \(FairnessView(t: t, report: report, asks: asks).html)
            <p><a href="/visits/rounds">\(t("Rounds of allocation"))</a> · <a href="/visits/how">\(t("How times are given out"))</a></p>
            """)
    }
}

let roundFileType = "application/jsonl"

func roundFileName(_ id: RoundID) -> String { "round-\(id).jsonl" }
