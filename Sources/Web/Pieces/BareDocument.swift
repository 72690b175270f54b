/// A page without the house around it, to stand in a frame of another site: it sets no cookie and has no form.
func bareDocument(_ page: Page, language: String, direction: String, version: String) -> HTML {
    """
    <!doctype html>
    <html lang="\(language)" dir="\(direction)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(page.title) · Cais</title>
    <link rel="stylesheet" href="\(WebPath.assets)/css/tokens.css?v=\(version)">
    <link rel="stylesheet" href="\(WebPath.assets)/css/cais.css?v=\(version)">
    </head>
    <body class="bare"><main>\(page.main)</main></body>
    </html>

    """
}

/// What a page in a frame may load: its own style and nothing else; any site may frame it.
let framedPolicy = """
    default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'; \
    frame-ancestors *
    """
