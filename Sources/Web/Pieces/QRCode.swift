import CQR

/// A text as squares, drawn as one SVG path; nil where it is too long for any QR code.
public func qrCode(_ text: String, label: String) -> HTML? {
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    guard let data = code.pointee.data else { return nil }
    let modules = UnsafeBufferPointer(start: data, count: width * width)
    let path = rows(of: modules, width: width)
    // Four light modules stand around the code, or readers do not find it (ISO/IEC 18004, 6.3.8).
    let side = width + 8
    return """
        <svg class="qr" viewBox="-4 -4 \(side) \(side)" role="img" aria-label="\(label)" shape-rendering="crispEdges">\
        <path fill="#ffffff" d="M-4-4h\(side)v\(side)h-\(side)z"/><path fill="#000000" d="\(path)"/></svg>
        """
}

/// Each run of dark modules in a row is one bar.
private func rows(of modules: UnsafeBufferPointer<UInt8>, width: Int) -> String {
    var path = ""
    for row in 0..<width {
        var column = 0
        while column < width {
            let run = darkRun(modules, from: row * width + column, atMost: width - column)
            if run > 0 { path += "M\(column) \(row)h\(run)v1h-\(run)z" }
            column += max(run, 1)
        }
    }
    return path
}

/// The lowest bit of a module says whether it is dark (qrencode.h).
private func darkRun(
    _ modules: UnsafeBufferPointer<UInt8>, from start: Int, atMost limit: Int
) -> Int {
    var length = 0
    while length < limit, modules[start + length] & 1 == 1 { length += 1 }
    return length
}
