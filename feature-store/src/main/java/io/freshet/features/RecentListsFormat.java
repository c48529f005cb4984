package io.freshet.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** {@link RecentLists} as bytes, within a {@link UserStateFormat user's state}, which has the version. */
final class RecentListsFormat {
    private RecentListsFormat() {}

    static void write(RecentLists lists, DataOutput out) throws IOException {
        out.writeLong(lists.layout());
        out.writeInt(lists.features());
        out.writeInt(lists.size());
        for (int place = 0; place < lists.size(); place++) {
            write(lists.list(place), lists.features(), out);
        }
    }

    static RecentLists read(DataInput in) throws IOException {
        long layout = in.readLong();
        int features = Binary.checked(in.readInt());
        RecentLists lists = new RecentLists(layout, features);
        int size = Binary.checked(in.readInt());
        for (int place = 0; place < size; place++) {
            lists.append(readList(features, in));
        }
        return lists;
    }

    private static void write(ServedList list, int features, DataOutput out) throws IOException {
        out.writeLong(list.key());
        out.writeLong(list.timeMs());
        out.writeInt(list.size());
        out.writeInt(list.bucketings());
        out.writeInt(list.takenPlace());
        out.writeLong(list.takenMs());
        out.writeFloat(list.takenStrength());
        for (int bucketing = 0; bucketing < list.bucketings(); bucketing++) {
            out.writeInt(list.set(bucketing));
        }
        for (int place = 0; place < list.size(); place++) {
            out.writeLong(list.item(place));
            out.writeByte(list.position(place));
            out.writeByte(list.mark(place));
            for (int feature = 0; feature < features; feature++) {
                out.writeFloat(list.value(feature, place));
            }
        }
    }

    private static ServedList readList(int features, DataInput in) throws IOException {
        ServedList list = new ServedList();
        long key = in.readLong();
        long timeMs = in.readLong();
        int size = Binary.checked(in.readInt());
        int bucketings = Binary.checked(in.readInt());
        Binary.checked((int) Math.min(Integer.MAX_VALUE, (long) size * features));
        int takenPlace = in.readInt();
        if (takenPlace < ServedList.NONE || takenPlace >= size) {
            throw new IOException("a list of " + size + " items says that the one at place " + takenPlace
                    + " was taken, which no program wrote: the data is damaged");
        }
        list.reset(key, timeMs, size, features, bucketings);
        list.restoreTaken(takenPlace, in.readLong(), in.readFloat());
        Binary.requireFinite("a list's strength", list.takenStrength());
        for (int bucketing = 0; bucketing < bucketings; bucketing++) {
            list.set(bucketing, in.readInt());
        }
        for (int place = 0; place < size; place++) {
            list.put(place, in.readLong(), in.readUnsignedByte());
            list.restore(place, in.readByte());
            for (int feature = 0; feature < features; feature++) {
                float value = in.readFloat();
                Binary.requireFinite("a list's feature", value);
                list.value(feature, place, value);
            }
        }
        return list;
    }
}
