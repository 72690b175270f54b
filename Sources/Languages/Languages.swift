public import Kernel
public struct Language: Sendable { public let code: String; public let nativeName: String; public var direction: String { "ltr" } }
public struct Translator: Sendable {
    public let language = Language(code: "en", nativeName: "English")
    public func callAsFunction(_ text: String, _ values: [String: String] = [:]) -> String { text }
    public func plural(_ one: String, _ many: String, _ count: Int, _ values: [String: String] = [:]) -> String { many }
    public func date(_ day: Day) -> String { day.description }
    public func number(_ n: Int) -> String { String(n) }
    public func decimal(_ n: Double, digits: Int) -> String { String(n) }
}
public struct LanguageSet: Sendable {
    public func translator(wanted: [String], acceptLanguage: String) -> Translator { Translator() }
}
