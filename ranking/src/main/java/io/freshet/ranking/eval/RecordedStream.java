package io.freshet.ranking.eval;

import io.freshet.schemas.Interaction;
import it.unimi.dsi.fastutil.objects.Object2IntMap;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recorded stream in memory, in its own order; users and items are numbered 0, 1, 2 … by first appearance.
 *
 * <p>Immutable, so models on several threads share it. Memory: 30 bytes an event, and every id once; of events that came from
 * lists, also the ids of these.
 */
public final class RecordedStream {
    private final int[] users;
    private final int[] items;
    private final long[] times;
    private final short[] types;
    private final float[] weights;
    private final List<String> typeNames;
    private final EventIds eventIds;
    private final @Nullable String[] lists;
    private final List<String> userIds;
    private final List<String> itemIds;
    private final Object2IntMap<String> itemNumbers;
    private final String sha256;

    private RecordedStream(Builder from) {
        users = Arrays.copyOf(from.users, from.size);
        items = Arrays.copyOf(from.items, from.size);
        times = Arrays.copyOf(from.times, from.size);
        types = Arrays.copyOf(from.types, from.size);
        weights = Arrays.copyOf(from.weights, from.size);
        typeNames = from.typeNames;
        eventIds = from.eventIds;
        lists = from.lists;
        userIds = from.userIds;
        itemIds = from.itemIds;
        itemNumbers = from.itemNumbers;
        sha256 = HexFormat.of().formatHex(from.digest.digest());
    }

    public int size() {
        return users.length;
    }

    /** Distinct users. */
    public int users() {
        return userIds.size();
    }

    /** Distinct items. */
    public int items() {
        return itemIds.size();
    }

    public int user(int index) {
        return users[index];
    }

    public int item(int index) {
        return items[index];
    }

    public long timeMs(int index) {
        return times[index];
    }

    /** Kind of the event. */
    public String type(int index) {
        return typeNames.get(types[index]);
    }

    /** Kinds of event that there are, in the order of their first events. */
    public List<String> types() {
        return Collections.unmodifiableList(typeNames);
    }

    /** The event's own weight, which its type's is multiplied with. */
    public float weight(int index) {
        return weights[index];
    }

    public String eventId(int index) {
        return eventIds.get(index);
    }

    /** Id of the list that the event came from; null if none is known. */
    public @Nullable String recommendationId(int index) {
        return index < lists.length ? lists[index] : null;
    }

    public String userId(int user) {
        return userIds.get(user);
    }

    public String itemId(int item) {
        return itemIds.get(item);
    }

    /** The number of an item that is in the stream. */
    public int itemNumber(String itemId) {
        return itemNumbers.getInt(itemId);
    }

    /** The event as the engine knows it. */
    public Interaction interaction(int index) {
        return new Interaction(
                eventId(index),
                userId(users[index]),
                itemId(items[index]),
                type(index),
                weights[index],
                times[index],
                null,
                recommendationId(index),
                Map.of());
    }

    /**
     * SHA-256 over id, user, item and time of all events in order, so the same events are the same input in any format.
     * The id belongs to it because it is what the random numbers of an event are seeded from. So do type and weight of an event
     * that has another than usual.
     */
    public String sha256() {
        return sha256;
    }

    /** Collects a stream event by event. */
    public static final class Builder {
        private final EventIds eventIds = new EventIds();
        private final List<String> userIds = new ArrayList<>();
        private final List<String> itemIds = new ArrayList<>();
        private final Object2IntOpenHashMap<String> userNumbers = new Object2IntOpenHashMap<>();
        private final Object2IntOpenHashMap<String> itemNumbers = new Object2IntOpenHashMap<>();
        private final List<String> typeNames = new ArrayList<>();
        private final Object2IntOpenHashMap<String> typeNumbers = new Object2IntOpenHashMap<>();
        private final MessageDigest digest = newSha256();
        private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
        private int[] users = new int[64];
        private int[] items = new int[64];
        private long[] times = new long[64];
        private short[] types = new short[64];
        private float[] weights = new float[64];
        private @Nullable String[] lists = new String[0];
        private int size;

        public Builder() {
            userNumbers.defaultReturnValue(-1);
            itemNumbers.defaultReturnValue(-1);
            typeNumbers.defaultReturnValue(-1);
        }

        public Builder add(Interaction event) {
            if (size == users.length) {
                grow();
            }
            users[size] = numberOf(event.userId(), userNumbers, userIds);
            items[size] = numberOf(event.itemId(), itemNumbers, itemIds);
            times[size] = event.eventTimeMs();
            types[size] = typeOf(event);
            weights[size] = event.weight();
            eventIds.add(event.eventId());
            if (event.recommendationId() != null) {
                cameFrom(event.recommendationId());
            }
            size++;
            digest(event.eventId());
            digest(event.userId());
            digest(event.itemId());
            digest.update(number.clear().putLong(event.eventTimeMs()).flip());
            if (!isUsual(event)) {
                digest(event.type());
                digest.update(number.clear()
                        .putLong(Float.floatToIntBits(event.weight()))
                        .flip());
            }
            return this;
        }

        public RecordedStream build() {
            return new RecordedStream(this);
        }

        /** Most streams tell no lists, and take no memory for them. */
        private void cameFrom(String list) {
            if (size >= lists.length) {
                lists = Arrays.copyOf(lists, users.length);
            }
            lists[size] = list;
        }

        private void grow() {
            int length = size > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE - 8 : 2 * size;
            if (length == size) {
                throw new IllegalStateException(
                        "the stream has more than " + size + " events: evaluate a part of it with --from and --to");
            }
            users = Arrays.copyOf(users, length);
            items = Arrays.copyOf(items, length);
            times = Arrays.copyOf(times, length);
            types = Arrays.copyOf(types, length);
            weights = Arrays.copyOf(weights, length);
        }

        private short typeOf(Interaction event) {
            int type = numberOf(event.type(), typeNumbers, typeNames);
            if (type > Short.MAX_VALUE) {
                throw new IllegalStateException("the stream has more than " + Short.MAX_VALUE
                        + " types of events: see whether its column type holds something else");
            }
            return (short) type;
        }

        private static boolean isUsual(Interaction event) {
            return event.weight() == 1f && event.type().equals(Interaction.DEFAULT_TYPE);
        }

        /** With its length ahead, so that no two streams of ids run together into the same bytes. */
        private void digest(String id) {
            byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
            digest.update(number.clear().putLong(bytes.length).flip());
            digest.update(bytes);
        }

        private static int numberOf(String id, Object2IntOpenHashMap<String> numbers, List<String> ids) {
            int number = numbers.getInt(id);
            if (number < 0) {
                number = ids.size();
                numbers.put(id, number);
                ids.add(id);
            }
            return number;
        }
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
