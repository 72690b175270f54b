import Kernel
import Languages
import Storage
import Web

extension Cases {
    /// The case at the desk with what is wrong beside its field: nothing that was typed is lost.
    func deskPage(_ exchange: Exchange, errors: [FieldError]) async throws -> Reply {
        try await DeskActions(cases: self).page(exchange, errors: errors)
    }

    /// What an officer does, where a refusal that speaks of a field is shown beside it. `field` names it; nil is a
    /// refusal of the whole act.
    func actAtDesk<Wrong: Refusal>(
        _ exchange: Exchange, beside field: (Wrong) -> String?,
        _ perform: @escaping @Sendable (Principal, Moment, Writer, CaseHouse) throws -> Void
    ) async throws -> Reply {
        do { return try await actAtDesk(exchange, perform) } catch let refusal as Wrong {
            guard let name = field(refusal) else { throw refusal }
            let message = exchange.t(refusal.explanation, refusal.values)
            return try await deskPage(
                exchange, errors: [FieldError(field: name, message: message)])
        }
    }
}
