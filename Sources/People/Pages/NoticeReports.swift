import Formats
import Kernel
import Storage
import Web

/// Where the gateway for text messages and letters says what became of them: docs/notice-webhook.md.
///
/// No session stands behind it: the signature does. A request is one transaction, bounded, and may come again.
struct NoticeReports: Sendable {
    let people: People

    var route: Route {
        .post(
            "/notices/reports", may: .everyone,
            "What became of text messages and letters, signed by their gateway", takes: .json,
            take)
    }

    @Sendable private func take(_ exchange: Exchange) async throws -> Reply {
        let now = exchange.now
        guard let secret = people.gatewaySecret else { throw Refused.notFound }
        let isSigned = secret.accepts(
            exchange.headers, GatewayUse.report, exchange.body, at: now)
        guard isSigned else {
            return answer(403, ["reason": .string("the signature is missing, wrong or too old")])
        }
        guard let reports = DeliveryReport.all(exchange.body, at: now) else {
            return answer(422, ["reason": .string("expected {\"reports\": […]}, at most 100")])
        }
        let (plan, carried) = (people.plan, people.carried)
        let counts = try await people.database.write { db -> [String: JSON] in
            var (taken, known, unknown) = (0, 0, 0)
            for report in reports {
                guard let report else {
                    unknown += 1
                    continue
                }
                let noting = NoteReport(report: report, plan: plan, carried: carried)
                switch try noting.perform(at: now, in: db) {
                case .taken: taken += 1
                case .known: known += 1
                case .unknown: unknown += 1
                }
            }
            return ["taken": .int(taken), "known": .int(known), "unknown": .int(unknown)]
        }
        return answer(200, counts)
    }

    private func answer(_ status: Int, _ members: [String: JSON]) -> Reply {
        var writer = JSONWriter()
        writer.value(JSON.object(members))
        return .json(writer.bytes, status: status)
    }
}
