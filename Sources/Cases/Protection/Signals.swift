public import Kernel
public import Languages
public import Web

/// The door by which anybody who is signed in hands over what they noticed about a child. It holds nothing but the public
/// half of a letterbox, and can read nothing back.
public struct Signals: Sendable {
    /// Closes an envelope and hands it over; the same form sent twice is one.
    public typealias HandOver = @Sendable (_ plain: [UInt8], _ key: OnceKey) throws -> Void

    let book: ProtectionBook
    let zone: Zone
    let handOver: HandOver

    public init(book: ProtectionBook, zone: Zone, handOver: @escaping HandOver) {
        self.book = book
        self.zone = zone
        self.handOver = handOver
    }

    public var routes: [Route] { SignalPages(signals: self).routes }

    /// What no log and no measurement counts: that somebody signalled is nobody's to know.
    public static let unheard: Set<String> = [
        SignalPages.path, SignalPages.path + "/{profession}", SignalPages.done,
    ]

    /// The button of every page, for those who work here.
    public static func button(_ t: Translator, for principal: Principal?) -> NavItem? {
        guard let principal, !principal.duties.isEmpty else { return nil }
        let first = SignalPages.profession(of: principal).map { "/" + $0 } ?? ""
        return NavItem(t("Signal a child at risk"), path: SignalPages.path + first)
    }
}
