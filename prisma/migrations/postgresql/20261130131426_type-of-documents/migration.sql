-- AlterTable
ALTER TABLE "collections" ADD COLUMN     "type" TEXT COLLATE "C" NOT NULL DEFAULT 'receipt';

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "type" TEXT COLLATE "C" NOT NULL DEFAULT 'order';
