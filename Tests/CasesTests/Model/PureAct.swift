@testable import Cases

/// What may be done in a case, by whoever may do it.
enum PureAct: Hashable, Sendable, CustomStringConvertible {
    case visit, ask, receive, consult, answerConsultation
    case propose(String)
    case reach, answerHearing, withdraw
    case decide(String)
    /// Where two decide.
    case proposeDecision(String)
    case confirm, sendBack
    /// For all; what is done for each of the people, for each of them.
    case step(String)
    case stepOf(String, Int)
    case undo
    case fee(PureFee)

    var description: String {
        switch self {
        case .visit: "visit"
        case .ask: "ask"
        case .receive: "receive"
        case .consult: "consult"
        case .answerConsultation: "answer of the body"
        case .propose(let outcome): "propose \(outcome)"
        case .reach: "reach"
        case .answerHearing: "answer of the person"
        case .withdraw: "withdraw"
        case .decide(let outcome): "decide \(outcome)"
        case .proposeDecision(let outcome): "propose the decision \(outcome)"
        case .confirm: "confirm"
        case .sendBack: "send back"
        case .step(let code): "step \(code)"
        case .stepOf(let code, let person): "step \(code) of \(person)"
        case .undo: "undo"
        case .fee(let act): "fee \(act.rawValue)"
        }
    }
}
