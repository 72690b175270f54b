public import Kernel

/// Who may use a route; every route states one (a lint and the permission matrix see to it).
public enum Permission: Sendable, Hashable {
    /// Anyone, signed in or not.
    case everyone
    /// Anyone with an account.
    case signedIn
    /// People about their own files, and whoever may hold a mandate to see those of another.
    case ownFiles
    /// The same, and those who hold one of the roles: the page leads them to a page of their own.
    case ownFilesOr([Role])
    /// Those who hold one of the roles.
    case roles([Role])
    /// Programs on this machine only: metrics.
    case thisMachine

    public static func role(_ roles: Role...) -> Permission { .roles(roles) }

    /// Whether somebody may; whoever is not signed in is nil.
    public func allows(_ principal: Principal?) -> Bool {
        switch self {
        case .everyone, .thisMachine: true
        case .signedIn: principal != nil
        case .ownFiles: principal.map { $0.has(.person) || $0.duties.allowMandates } ?? false
        case .ownFilesOr(let roles):
            Permission.ownFiles.allows(principal) || Permission.roles(roles).allows(principal)
        case .roles(let roles): principal.map { who in roles.contains(where: who.has) } ?? false
        }
    }

    /// The words of the permission matrix.
    public var description: String {
        switch self {
        case .everyone: "everyone"
        case .signedIn: "signed-in"
        case .ownFiles: "own-files"
        case .ownFilesOr(let roles): (["own-files"] + roles.map(\.rawValue)).joined(separator: " ")
        case .thisMachine: "this-machine"
        case .roles(let roles): roles.map(\.rawValue).joined(separator: " ")
        }
    }
}

extension Refused {
    /// The one answer to those whose task leads elsewhere, whether or not the thing is there.
    public static let anotherTask = Refused(
        .forbidden, "This page is for people with another task than yours.")
}
