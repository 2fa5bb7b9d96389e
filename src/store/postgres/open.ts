// Opens the PostgreSQL store, its tables brought up to date.
import { connect, type Database } from './connect.js';
import { migrate } from './migrate.js';

/** Connects and migrates; `most` is the number of connections at a time. Throws LandfallError as connect and migrate do. */
export async function openStore(address: string, most?: number): Promise<Database> {
  const database = await connect(address, most);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
