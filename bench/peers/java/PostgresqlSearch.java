import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Serves a PostgreSQL database: one statement makes the whole answer, prepared once on each of as
 * many connections as there are threads.
 *
 * <p>usage: PostgresqlSearch PORT THREADS STATEMENT URL. STATEMENT is a file; each of its parameters
 * is the query.
 */
public final class PostgresqlSearch {
    private final String statement;
    private final String url;
    private final ThreadLocal<PreparedStatement> prepared = new ThreadLocal<>();

    private PostgresqlSearch(String statement, String url) {
        this.statement = statement;
        this.url = url;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 4) {
            System.err.println("usage: PostgresqlSearch PORT THREADS STATEMENT URL");
            System.exit(2);
        }
        PostgresqlSearch search =
                new PostgresqlSearch(Files.readString(Path.of(arguments[2])), arguments[3]);
        SearchServer.start(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]),
                search::answer);
    }

    private String answer(String query) throws SQLException {
        PreparedStatement asked = prepared.get();
        if (asked == null) {
            Connection connection = DriverManager.getConnection(url);
            connection.setReadOnly(true);
            asked = connection.prepareStatement(statement);
            prepared.set(asked);
        }
        int parameters = asked.getParameterMetaData().getParameterCount();
        for (int i = 1; i <= parameters; ++i) asked.setString(i, query);
        try (ResultSet rows = asked.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }
}
