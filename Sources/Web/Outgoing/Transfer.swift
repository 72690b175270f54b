import CCurl

/// One libcurl handle and what it has read.
final class Transfer {
    private let handle: UnsafeMutableRawPointer
    private var list: UnsafeMutablePointer<curl_slist>?
    private var body: [UInt8] = []
    private var header: [UInt8] = []
    private var upload: [UInt8] = []
    private var uploaded = 0
    /// The verb of the last SMTP command.
    private var command = ""
    private var hasLeft = false

    init() throws {
        guard let handle = curl_easy_init() else {
            throw OutgoingTrouble(words: "libcurl is out of memory")
        }
        self.handle = handle
    }

    deinit {
        curl_slist_free_all(list)
        curl_easy_cleanup(handle)
    }

    func http(_ request: OutgoingRequest) throws -> OutgoingResponse {
        for (name, value) in request.headers {
            guard !(name + value).utf8.contains(where: { $0 < 32 }) else {
                throw OutgoingTrouble(words: "a header holds a control character")
            }
            list = curl_slist_append(list, "\(name): \(value)")
        }
        try limit(request.url, protocols: "http,https")
        try check(cais_curl_text(handle, CURLOPT_CUSTOMREQUEST, request.method))
        try check(cais_curl_list(handle, CURLOPT_HTTPHEADER, list))
        if !request.body.isEmpty {
            let code = request.body.withUnsafeBytes { bytes in
                cais_curl_bytes(
                    handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int(bytes.count)
                )
            }
            try check(code)
        }
        try check(curl_easy_perform(handle))
        return OutgoingResponse(status: Int(cais_curl_status(handle)), headers: headers, body: body)
    }

    /// Only a 5xx answer to the address or to the mail is the address's fault; one to our name, password or
    /// sender is ours, and goes better once somebody mends it.
    func smtp(_ mail: OutgoingMail) throws -> MailAnswer {
        let addresses = mail.from + mail.to
        guard !addresses.utf8.contains(where: { $0 <= 32 || $0 == UInt8(ascii: ">") }) else {
            return .refused("a mail address holds a blank or a control character")
        }
        try prepare(mail)
        let code = curl_easy_perform(handle)
        let words = lastAnswer
        if code == CURLE_OK { return .taken(words) }
        let status = Int(words.prefix(3)) ?? 0
        if (500...599).contains(status), ["RCPT", "DATA"].contains(command) {
            return .refused(words)
        }
        let trouble = String(cString: curl_easy_strerror(code))
        // Not the server's words: they repeat the address, and this goes into the log.
        let said = status >= 400 ? "\(trouble): \(command) was answered \(status)" : trouble
        throw OutgoingTrouble(words: said)
    }

    private func prepare(_ mail: OutgoingMail) throws {
        try limit(mail.server.url, protocols: "smtp,smtps")
        if mail.server.requiresTLS {
            try check(cais_curl_long(handle, CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue)))
        }
        upload = mail.text
        list = curl_slist_append(nil, "<\(mail.to)>")
        try check(cais_curl_text(handle, CURLOPT_MAIL_FROM, "<\(mail.from)>"))
        try check(cais_curl_list(handle, CURLOPT_MAIL_RCPT, list))
        if let user = mail.user { try check(cais_curl_text(handle, CURLOPT_USERNAME, user)) }
        if let password = mail.password {
            try check(cais_curl_text(handle, CURLOPT_PASSWORD, password))
        }
        try check(cais_curl_long(handle, CURLOPT_UPLOAD, 1))
        try check(cais_curl_reader(handle, giveMail))
        try check(
            cais_curl_pointer(handle, CURLOPT_READDATA, Unmanaged.passUnretained(self).toOpaque()))
        try check(cais_curl_debugger(handle, noteCommand))
        try check(
            cais_curl_pointer(handle, CURLOPT_DEBUGDATA, Unmanaged.passUnretained(self).toOpaque()))
        try check(cais_curl_long(handle, CURLOPT_VERBOSE, 1))
    }

    /// The last answer of a mail server, all its lines: `550-No such\r\n550 mailbox`.
    private var lastAnswer: String {
        let lines = String(decoding: header, as: UTF8.self).split(separator: "\r\n")
        guard let last = lines.last else { return "" }
        let same = lines.reversed().prefix { $0.prefix(3) == last.prefix(3) }.reversed()
        let plain = same.joined(separator: " ").unicodeScalars.filter { $0.value >= 32 }
        return String(String(String.UnicodeScalarView(plain)).prefix(answerCharactersMax))
    }

    /// The verb alone: what follows may be an address or a password. After a refusal libcurl still says
    /// goodbye, which is no part of the answer.
    fileprivate func note(_ bytes: UnsafeRawBufferPointer) {
        if bytes.starts(with: Array("QUIT".utf8)) { hasLeft = true }
        if hasLeft { return }
        command = String(decoding: bytes.prefix(4), as: UTF8.self).uppercased()
    }

    private func limit(_ url: String, protocols: String) throws {
        let me = Unmanaged.passUnretained(self).toOpaque()
        try check(cais_curl_text(handle, CURLOPT_URL, url))
        try check(cais_curl_text(handle, CURLOPT_PROTOCOLS_STR, protocols))
        try check(cais_curl_long(handle, CURLOPT_FOLLOWLOCATION, 0))
        try check(cais_curl_long(handle, CURLOPT_NOSIGNAL, 1))
        try check(cais_curl_long(handle, CURLOPT_CONNECTTIMEOUT, connectSecondsMax))
        try check(cais_curl_long(handle, CURLOPT_TIMEOUT, secondsMax))
        try check(cais_curl_writer(handle, takeBody))
        try check(cais_curl_pointer(handle, CURLOPT_WRITEDATA, me))
        try check(cais_curl_header_writer(handle, takeHeader))
        try check(cais_curl_pointer(handle, CURLOPT_HEADERDATA, me))
    }

    private func check(_ code: CURLcode) throws {
        if code != CURLE_OK {
            throw OutgoingTrouble(words: String(cString: curl_easy_strerror(code)))
        }
    }

    private var headers: [(String, String)] {
        String(decoding: header, as: UTF8.self).split(separator: "\r\n").compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (line[..<colon].lowercased(), String(value))
        }
    }

    /// Fewer bytes than offered makes libcurl stop.
    fileprivate func take(_ bytes: UnsafeRawBufferPointer, isHeader: Bool) -> Int {
        if hasLeft { return bytes.count }
        guard header.count + body.count + bytes.count <= answerBytesMax else { return 0 }
        if isHeader { header.append(contentsOf: bytes) } else { body.append(contentsOf: bytes) }
        return bytes.count
    }

    fileprivate func give(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        let part = upload[uploaded..<min(upload.count, uploaded + buffer.count)]
        buffer.copyBytes(from: part)
        uploaded += part.count
        return part.count
    }
}

private let takeBody: curl_write_callback = { start, size, count, context in
    guard let start, let context else { return 0 }
    let bytes = UnsafeRawBufferPointer(start: start, count: size * count)
    return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().take(
        bytes, isHeader: false)
}

private let takeHeader: curl_write_callback = { start, size, count, context in
    guard let start, let context else { return 0 }
    let bytes = UnsafeRawBufferPointer(start: start, count: size * count)
    return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().take(bytes, isHeader: true)
}

private let noteCommand: curl_debug_callback = { _, kind, start, size, context in
    guard kind == CURLINFO_HEADER_OUT, let start, let context else { return 0 }
    Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().note(
        UnsafeRawBufferPointer(start: start, count: size))
    return 0
}

private let giveMail: curl_read_callback = { start, size, count, context in
    guard let start, let context else { return 0 }
    let buffer = UnsafeMutableRawBufferPointer(start: start, count: size * count)
    return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().give(buffer)
}

private let connectSecondsMax = 10
private let secondsMax = 30
/// A line in the proof of an attempt.
private let answerCharactersMax = 300
/// Discovery documents and key sets have a few kilobytes.
private let answerBytesMax = 1_024 * 1_024
