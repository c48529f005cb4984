package io.freshet.jobs.cluster;

import io.freshet.schemas.Codec;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Interaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Records that nobody should send, the same ones for the same seed; each is of a user of its own. For one thread. */
final class Fuzz {
    private static final int HEADER_BYTES = 10;
    private static final long EVENT_MS = 946_684_800_000L;

    enum Kind {
        RANDOM_BYTES,
        RANDOM_BODY,
        CUT,
        FLIPPED,
        WRONG_SCHEMA,
        WRONG_FINGERPRINT,
        HUGE_ID,
        HUGE_COUNT
    }

    private final SplittableRandom random;
    private final Codec<Interaction> interactions = Codec.interaction();
    private final Codec<Evaluation> evaluations = Codec.evaluation();
    private int number;

    Fuzz(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * A record.
     *
     * @param key as unlike any other's as the user is
     */
    record Bad(Kind kind, byte[] key, byte[] value) {}

    Bad next() {
        Kind kind = Kind.values()[number % Kind.values().length];
        String user = "x" + number++;
        return new Bad(kind, user.getBytes(StandardCharsets.UTF_8), value(kind, user));
    }

    private byte[] value(Kind kind, String user) {
        byte[] valid = interactions.encode(interaction(user));
        byte[] header = Arrays.copyOf(valid, HEADER_BYTES);
        return switch (kind) {
            case RANDOM_BYTES -> bytes(random.nextInt(200));
            case RANDOM_BODY -> concat(header, bytes(random.nextInt(200)));
            case CUT -> Arrays.copyOf(valid, random.nextInt(valid.length));
            case FLIPPED -> flipped(valid);
            case WRONG_SCHEMA -> evaluation(user, header);
            case WRONG_FINGERPRINT -> withAnotherFingerprint(valid);
            case HUGE_ID -> concat(header, hugeId(user));
            case HUGE_COUNT -> concat(header, hugeCount(user));
        };
    }

    private byte[] withAnotherFingerprint(byte[] valid) {
        ByteBuffer.wrap(valid).putLong(2, random.nextLong());
        return valid;
    }

    /** However bits are flipped, no two become the same event. */
    private Interaction interaction(String user) {
        return new Interaction(
                "e-" + user + "-" + Long.toHexString(random.nextLong()),
                user,
                "i" + random.nextInt(1000),
                "view",
                1f,
                EVENT_MS + random.nextInt(1_000_000),
                random.nextBoolean() ? "s" + user : null,
                null,
                random.nextBoolean() ? Map.of("device", "phone") : Map.of());
    }

    private byte[] flipped(byte[] valid) {
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            valid[random.nextInt(valid.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return valid;
    }

    /** Of another topic, with that one's header or with an interaction's. */
    private byte[] evaluation(String user, byte[] header) {
        byte[] bytes = evaluations.encode(
                new Evaluation("e-" + user, user, "i1", EVENT_MS, true, false, false, false, 1, 1, 0, true, "model"));
        if (random.nextBoolean()) {
            System.arraycopy(header, 0, bytes, 0, HEADER_BYTES);
        }
        return bytes;
    }

    /** Longer than any id may be, written by hand: an {@link Interaction} would not take it. */
    private byte[] hugeId(String user) {
        String id = user + "y".repeat(Interaction.MAX_ID_LENGTH + random.nextInt(10_000));
        int which = random.nextInt(3);
        return body(which == 0 ? id : "e-" + user, which == 1 ? id : user, which == 2 ? id : "i1", 0, 0);
    }

    /** Says that more entries follow in its map than memory may hold; some do. */
    private byte[] hugeCount(String user) {
        return body("e-" + user, user, "i1", 1L << (20 + random.nextInt(11)), random.nextInt(4));
    }

    private static byte[] body(String event, String user, String item, long claimedEntries, int entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            out.writeString(event);
            out.writeString(user);
            out.writeString(item);
            out.writeString("view");
            out.writeFloat(1f);
            out.writeLong(EVENT_MS);
            out.writeIndex(0);
            out.writeIndex(0);
            out.writeLong(claimedEntries);
            for (int n = 0; n < entries; n++) {
                out.writeString("k" + n);
                out.writeString("v");
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
