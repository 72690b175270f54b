extension Delivery {
    /// A notice to a body outside the house, which the gateway knows by its code. It holds no paper, and names nobody.
    public static func toBody(
        _ code: String, name: String, subject: String, text: String, language: String, id: String
    ) -> Delivery {
        Delivery(
            kind: .body, to: code, subject: subject, text: text, language: language, id: id,
            name: name)
    }
}
