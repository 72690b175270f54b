import Kernel
import Languages
import Storage
import Web

/// Handing something in at a sealed room, section by section. What was answered travels in the form itself: nothing is
/// stored before the end.
struct SealedFormPages: Sendable {
    let room: SealedRoom
    let procedure: SealedProcedure

    /// Somebody speaks, and staff of the room write it down.
    var forDesk: [Route] {
        let (path, may) = ("/\(procedure.path)/oral", Permission.roles([procedure.desk]))
        return [
            .get(path, may: may, "Write down what somebody says", form),
            .post(
                path, may: may, "Hand in what somebody said; answers its reference and code", send),
        ]
    }

    /// The doors of whoever is nobody's staff.
    var forEveryone: [Route] {
        let path = "/\(procedure.path)/new"
        return [
            .get(path, may: .everyone, "The form of a sealed room", form),
            .post(path, may: .everyone, "Hand something in; answers its reference and code", send),
        ]
    }

    /// Whoever writes down what another says; nil for a visitor.
    private func taker(_ exchange: Exchange) throws -> Principal? {
        guard exchange.path.hasSuffix("/oral") else { return nil }
        let principal = try exchange.signedIn()
        guard procedure.mayWork(principal) else { throw Refused.notFound }
        return principal
    }

    @Sendable private func form(_ exchange: Exchange) async throws -> Reply {
        let isOral = try taker(exchange) != nil
        let walk = try SealedWalk(exchange, room.house, procedure, isOral: isOral)
        return page(walk, walk.sheet.asked.first?.section.code, isWrong: false)
    }

    @Sendable private func send(_ exchange: Exchange) async throws -> Reply {
        let taker = try taker(exchange)
        let walk = try SealedWalk(exchange, room.house, procedure, isOral: taker != nil)
        switch exchange.form.text("step") {
        case "on":
            let isWrong = !walk.sheet.complaints(of: walk.here).isEmpty
            return page(walk, isWrong ? walk.here : walk.neighbour(1), isWrong: isWrong)
        case "back": return page(walk, walk.neighbour(-1), isWrong: false)
        default:
            if let wrong = walk.sheet.complaints.first?.section {
                return page(walk, wrong, isWrong: true)
            }
            return try await file(walk, taker)
        }
    }

    /// One section, or what was answered as a whole before it is handed in.
    private func page(_ walk: SealedWalk, _ code: String?, isWrong: Bool) -> Reply {
        let (t, exchange) = (walk.exchange.t, walk.exchange)
        let title = procedure.title(t)
        guard let asked = walk.sheet.asked.first(where: { $0.section.code == code }) else {
            let content: HTML =
                "\(walk.hidden(except: nil))\(actions(button(t("Hand it in")), back(t)))"
            return .page(
                t("Check before you send"),
                """
                <h1>\(t("Check before you send"))</h1>\(SealedParts.answers(walk.words))
                \(postForm(to: exchange.path, fields: exchange.formFields, content))
                """)
        }
        let fields = FormFieldsView(
            t: t, asked: asked, names: room.house.names, values: walk.typed,
            complaints: isWrong ? walk.sheet.complaints(of: asked.section.code) : [])
        let isFirst = asked.section.code == walk.sheet.asked.first?.section.code
        let content: HTML = """
            \(walk.hidden(except: asked.section))\(hiddenField("here", asked.section.code))
            <h2>\(asked.section.title(t))</h2>\(fields.html)
            \(actions(button(t("Go on"), name: "step", value: "on"), isFirst ? "" : back(t)))
            """
        return .page(
            title, status: isWrong ? 422 : 200,
            withErrors(
                t, fields.errors,
                """
                <h1>\(title)</h1>\(if: isFirst, SealedParts.intro(procedure, t))
                \(postForm(to: exchange.path, fields: exchange.formFields, content))
                \(isFirst ? SealedParts.statusLink(procedure, t) : nil)
                """))
    }

    private func back(_ t: Translator) -> HTML {
        button(t("Back"), kind: .secondary, name: "step", value: "back")
    }

    private func file(_ walk: SealedWalk, _ taker: Principal?) async throws -> Reply {
        let (exchange, house) = (walk.exchange, room.house)
        // A flood would fill the sealed store; a shared line still tells of much.
        guard exchange.mayTry(in: "complaint " + RateLimiter.key(of: exchange.address)) else {
            throw Refused(
                .tooMany,
                "Many complaints came from your connection. Go back, where your words still stand, and send them in a minute."
            )
        }
        let action = FileSealed(procedure: procedure, answers: walk.sheet.answers, taker: taker)
        let (now, given, procedure) = (exchange.now, exchange.onceKey, procedure)
        let kept = try await room.database.write { db in
            let key = SealedParts.hidden(given, db.keys)
            let text = try db.once(key, at: now) {
                try action.perform(at: now, in: db, house).description
            }
            guard let id = SealedCaseID(text) else { throw Refused.notFound }
            let stands = try db.count("SELECT COUNT(*) FROM sealed_case WHERE id = \(id)")
            guard stands == 1 else { throw SealedRefusal.erasedSince }
            return SealedKeepsake(id, procedure.letters, db.keys)
        }
        return SealedParts.kept(exchange.t, kept, procedure)
    }
}

/// A form on its way: what was typed so far, and where somebody stands in it.
struct SealedWalk {
    let exchange: Exchange
    let typed: [String: String]
    let sheet: FormSheet
    let here: String
    private let names: CodedNames
    private let form: FilingForm

    init(
        _ exchange: Exchange, _ house: SealedHouse, _ procedure: SealedProcedure, isOral: Bool
    ) throws {
        self.exchange = exchange
        form = procedure.form
        names = house.names
        typed = procedure.form.sections.reduce(into: [:]) { all, section in
            all.merge(typedAnswers(section, in: exchange.form)) { $1 }
        }
        sheet = try FormSheet(
            form, household: SealedFacts.filing(isOral: isOral), typed: typed,
            house.world(at: exchange.now))
        here = exchange.form.text("here") ?? ""
    }

    var words: AnswerWords { AnswerWords(t: exchange.t, sheet: sheet, names: names) }

    /// The section before or behind; nil behind the last.
    func neighbour(_ by: Int) -> String? {
        let codes = sheet.asked.map(\.section.code)
        guard let place = codes.firstIndex(of: here) else {
            return by < 0 ? codes.last : codes.first
        }
        let next = max(0, place + by)
        return next < codes.count ? codes[next] : nil
    }

    /// What was typed in the other sections.
    func hidden(except shown: FormSection?) -> HTML {
        let own = Set(shown?.names ?? [])
        let rest = typed.filter { !own.contains($0.key) && !$0.value.isEmpty }
        return rest.sorted { $0.key < $1.key }.html { hiddenField($0.key, $0.value) }
    }
}
