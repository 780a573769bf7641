package chat.parley.session.classic;

/// An encrypted text as it stands in a `message` frame, all in hexadecimal.
///
/// @param messageHex AES-256-CBC of the text and its sender
/// @param signatureHex HMAC-SHA256 over the hexadecimal text of `messageHex`
/// @param ivHex 16 bytes, which the HMAC does not cover
public record SealedText(String messageHex, String signatureHex, String ivHex) {}
