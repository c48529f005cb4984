package io.freshet.jobs.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback interface for servers of this machine.
 *
 * <p>A server listens some time after its port was chosen, and any connection that is opened meanwhile may be given that
 * port. So they are taken from below the ranges that systems give to outgoing connections (Linux from 32768, others from
 * 49152).
 */
public final class LocalPorts {
    public static final String HOST = "127.0.0.1";

    static final int LOWEST = 20_000;
    static final int END = 32_768;

    private static final int ATTEMPTS = 100;

    private LocalPorts() {}

    /**
     * So many different ones that nobody listens on just now.
     *
     * @throws IOException if none was found
     */
    public static int[] free(int count) throws IOException {
        ServerSocket[] held = new ServerSocket[count];
        int[] ports = new int[count];
        try {
            for (int n = 0; n < count; n++) {
                held[n] = anyFree();
                ports[n] = held[n].getLocalPort();
            }
        } finally {
            for (ServerSocket socket : held) {
                if (socket != null) {
                    socket.close();
                }
            }
        }
        return ports;
    }

    /** @throws IOException if somebody listens on it */
    public static void requireFree(int port) throws IOException {
        bound(port).close();
    }

    private static ServerSocket anyFree() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return bound(ThreadLocalRandom.current().nextInt(LOWEST, END));
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new IOException(
                            "no free port on " + HOST + " in " + ATTEMPTS + " attempts from " + LOWEST + " to "
                                    + (END - 1) + ": name one",
                            e);
                }
            }
        }
    }

    private static ServerSocket bound(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
