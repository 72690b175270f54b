import Kernel
import Languages
import Storage
import Web

/// What the desk notes of a draft on its way: that it reached its person, or came back.
extension DeskActions {
    @Sendable func returned(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        var input = FormInput(exchange)
        let letter = LetterID(exchange.form.text("letter") ?? "")
        if letter == nil { input.refuse("letter", t("Choose one of the options.")) }
        let day = input.day("back")
        let reason = input.text("envelope")
        guard input.isValid, let letter, let day else {
            return try await page(exchange, errors: input.errors)
        }
        let action = NoteLetterReturned(
            reference: try exchange.reference("reference"), letter: letter, day: day,
            reason: reason)
        do { return try await cases.actAtDesk(exchange, action.perform) } catch ReturnRefusal
            .dayImplausible
        {
            input.refuse("back", t(ReturnRefusal.dayImplausible.explanation))
            return try await page(exchange, errors: input.errors)
        }
    }

    @Sendable func notice(_ exchange: Exchange) async throws -> Reply {
        let way = NoticeWay(rawValue: exchange.form.text("way") ?? "")
        // That somebody read it is theirs to show, by opening it; that the post handed it over is the post's.
        guard let way, way == .handed || way == .registered else { throw Refused.notFound }
        var action = NoteDraftReached(reference: try exchange.reference("reference"), way: way)
        if way == .registered {
            var input = FormInput(exchange)
            let number = input.text("letter-number", max: letterNumberMax)
            let day = input.day("letter-day")
            guard input.isValid, let day else {
                return try await page(exchange, errors: input.errors)
            }
            action.letter = CaseEvent.RegisteredLetter(number: number, day: day)
        }
        let ready = action
        return try await cases.actAtDesk(
            exchange,
            beside: { (refusal: CaseRefusal) in
                refusal == .letterDayImplausible ? "letter-day" : nil
            }, ready.perform)
    }
}
