import Formats

/// What a procedure is about.
public enum Concern: String, Sendable, CaseIterable {
    /// What somebody may do in the country.
    case status
    /// The service itself, and the data that it holds.
    case service
    /// Whether somebody is protected here: asked on the spot, and never a reason for anything else.
    case protection
    /// A degree, a trade or experience from elsewhere.
    case qualification
    /// An investment from the diaspora.
    case investment
}

/// A page of this house that answers at once what a request would ask for.
struct QuickerWay: Hashable, Sendable {
    let path: String
    let title: LocalText

    /// Every error names file, line and key.
    init(_ node: YAML) throws {
        try node.map().unknownKeys(allowed: ["path", "title"])
        path = try node.string("path")
        title = try LocalText(node.required("title"))
        guard path.hasPrefix("/"), !path.hasPrefix("//") else {
            throw try node.required("path").error("write a path of this house, such as /holdings")
        }
    }
}

/// The fields of a form that say what a complaint is about: a case, an office, an officer. None of them has to be
/// answered.
struct RecusalFields: Hashable, Sendable {
    let kase: String
    let office: String
    let officer: String

    var all: [String] { [kase, office, officer] }

    /// Every error names file, line and key.
    init(_ node: YAML, _ form: FilingForm) throws {
        try node.map().unknownKeys(allowed: ["case", "office", "officer"])
        kase = try node.textField("case", of: form)
        office = try node.textField("office", of: form)
        officer = try node.textField("officer", of: form)
        try node.refuseRepeated([kase, office, officer])
    }
}

extension YAML {
    /// The name of a text field that is asked once.
    fileprivate func textField(_ key: String, of form: FilingForm) throws -> String {
        let node = try required(key)
        let name = try node.string()
        let once = form.sections.filter { $0.repeats == nil }.flatMap(\.fields)
        guard once.contains(where: { $0.code == name && $0.kind == .text }) else {
            throw node.error("the form has no text field '\(name)' that is asked once")
        }
        return name
    }
}
