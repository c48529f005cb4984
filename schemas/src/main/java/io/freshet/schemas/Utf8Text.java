package io.freshet.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.util.Utf8;

/** Strings of the wire, strictly: Java replaces malformed UTF-8 silently, which would let two ids become one. */
final class Utf8Text {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8Text() {}

    /** @param value a {@link Utf8} */
    static String of(Object value) {
        Utf8 utf8 = (Utf8) value;
        String text = new String(utf8.getBytes(), 0, utf8.getByteLength(), StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : strictly(utf8);
    }

    private static String strictly(Utf8 utf8) {
        ByteBuffer bytes = ByteBuffer.wrap(utf8.getBytes(), 0, utf8.getByteLength());
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new AvroRuntimeException("a string is not UTF-8", e);
        }
    }
}
