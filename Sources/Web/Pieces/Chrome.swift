public import Languages

/// A link of the navigation.
public struct NavItem: Sendable {
    public let label: String
    public let path: String
    public let current: Bool

    public init(_ label: String, path: String, current: Bool = false) {
        self.label = label
        self.path = path
        self.current = current
    }
}

/// A language that a page can be read in, under the name it gives itself.
public struct LanguageChoice: Sendable {
    public let code: String
    public let nativeName: String

    public init(code: String, nativeName: String) {
        self.code = code
        self.nativeName = nativeName
    }
}

/// What stands around the words of a page.
public struct Chrome: Sendable {
    /// One calm column, or the full width of a clerk's screen.
    public enum Width: String, Sendable {
        case `public`
        case desk
    }

    public var t: Translator
    /// The address of this page with its query, so that another language opens the same page.
    public var path: String
    public var languages: [LanguageChoice]
    public var signedInAs: String?
    public var nav: [NavItem]
    public var footer: [NavItem]
    public var csrf: String?
    public var demo: Bool
    public var width: Width
    /// A way that stands on every page for whoever works here; it leaves no entry in the browser's history.
    public var signal: NavItem?
    public var notice: String?
    /// Changes whenever a file of `web/` does, so that a cached style is never stale.
    public var assetVersion: String

    public init(
        t: Translator, path: String, languages: [LanguageChoice] = [], signedInAs: String? = nil,
        nav: [NavItem] = [], footer: [NavItem] = [], csrf: String? = nil, demo: Bool = false,
        width: Width = .public, notice: String? = nil, assetVersion: String = "1"
    ) {
        self.t = t
        self.path = path
        self.languages = languages
        self.signedInAs = signedInAs
        self.nav = nav
        self.footer = footer
        self.csrf = csrf
        self.demo = demo
        self.width = width
        self.notice = notice
        self.assetVersion = assetVersion
    }
}

/// Where the files of `web/` and the doors of every page are served.
public enum WebPath {
    public static let assets = "/assets"
    public static let signIn = "/sign-in"
    public static let signOut = "/sign-out"
    public static let account = "/account"
    /// The hidden field that carries the token against forged requests.
    public static let csrfField = "csrf"
}
