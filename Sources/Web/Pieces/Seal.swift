public import Languages

/// A code that anyone can check, what it proves and what it does not; the same on screen and paper.
public func seal(
    _ t: Translator, code: String, verifyURL: String, proves: String, doesNot: String
) -> HTML {
    """
    <section class="seal" aria-labelledby="seal-\(code)">\
    \(qrCode(verifyURL, label: t("QR code that opens the page to check this seal")))<div>
    <h2 id="seal-\(code)">\(t("Anyone can check this"))</h2>
    <p class="code">\(code)</p>
    <p><b>\(t("It proves:"))</b> \(proves)</p>
    <p><b>\(t("It does not prove:"))</b> \(doesNot)</p>
    <p class="small"><a href="\(verifyURL)">\(verifyURL)</a></p></div></section>
    """
}
