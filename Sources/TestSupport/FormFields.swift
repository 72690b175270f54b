import Foundation
public import Web

extension PlainRequest {
    /// A form as a browser sends it.
    public init(form fields: [String: String], to path: String, headers: [(String, String)] = []) {
        let pairs = fields.map { percentEncoded($0.key) + "=" + percentEncoded($0.value) }
        let type = ("content-type", "application/x-www-form-urlencoded")
        self.init(
            "POST", path, headers: [type] + headers,
            body: Array(pairs.joined(separator: "&").utf8))
    }
}

extension PlainAnswer {
    /// The value of the first hidden field of that name.
    public func hidden(_ name: String) -> String? { hiddenValue(name, in: text) }
}

/// The value of the first hidden field of that name.
public func hiddenValue(_ name: String, in markup: String) -> String? {
    guard let start = markup.range(of: "name=\"\(name)\" value=\"") else { return nil }
    return markup[start.upperBound...].firstIndex(of: "\"").map {
        String(markup[start.upperBound..<$0])
    }
}
