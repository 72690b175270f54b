import Kernel

extension CaseEvent {
    /// A registered letter that somebody of the office took to the post: without its number and day it proves nothing.
    struct RegisteredLetter: Codable, Sendable, Equatable {
        /// As it stands on the receipt of the post.
        let number: String
        /// When it was posted.
        let day: Day

        /// Why it is none of a draft that was proposed then, or nil. Pure.
        func refusal(proposed: Day, on today: Day) -> CaseRefusal? {
            if number.isEmpty { return .letterNumberMissing }
            return day < proposed || day > today ? .letterDayImplausible : nil
        }
    }
}
